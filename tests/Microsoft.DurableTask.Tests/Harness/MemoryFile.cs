namespace Microsoft.DurableTask.Tests.Harness;

/// <summary>A file's content as processes see it, and as the last flush left it.</summary>
internal sealed class MemoryFile(byte[] data)
{
    private readonly List<byte> bytes = [.. data];
    private byte[] flushed = data;

    public byte[] Data => [.. bytes];

    public MemoryFile Clone() => new(Data);

    public void Write(byte[] data, int offset)
    {
        Assert.True(offset <= bytes.Count, "The journal left a hole.");
        bytes.RemoveRange(offset, Math.Min(data.Length, bytes.Count - offset));
        bytes.InsertRange(offset, data);
    }

    public void Truncate(int length) => bytes.RemoveRange(length, bytes.Count - length);

    public void Flush() => flushed = Data;

    public MemoryFile AfterPowerCut(Random? luck)
    {
        if (luck is null || luck.Next(3) == 0)
            return new(flushed);
        var appended = bytes.Count - flushed.Length;
        return new(appended > 0 ? Data[..(flushed.Length + luck.Next(appended + 1))] : Data);
    }
}
