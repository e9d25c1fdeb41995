namespace Microsoft.DurableTask.Tests.Harness;

internal enum DiskCallKind
{
    Open,
    Write,
    Truncate,
    Flush,
    Delete,
    FlushEntries,
}

/// <summary>One file call that the journal made.</summary>
internal sealed record DiskCall(DiskCallKind Kind, int Segment, long Offset = 0, byte[]? Data = null)
{
    /// <summary>A write of the first bytes only; any other call happens whole.</summary>
    public DiskCall Part(double share) => Data is null ? this : this with { Data = Data[..(int)(Data.Length * share)] };
}
