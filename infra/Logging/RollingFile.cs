using System.Globalization;

namespace Serverless.Infra.Logging;

/// <summary>
/// A file of lines that is put aside when the day (UTC) or its size is full, as <c>NAME-yyyyMMdd-nnnn.log</c>. Each line is handed to the operating
/// system in one write: what ends the process loses none. Where the file cannot be written, as on a full disk, that is said once, lines are
/// counted instead, and half a minute later it is tried again.
/// </summary>
internal sealed class RollingFile : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string folder;
    private readonly string name;
    private readonly long maxBytes;
    private readonly int retained;
    private readonly Action<string> complain;
    private readonly Func<string, Stream> open;

    private Stream? stream;
    private DateOnly day;
    private DateTimeOffset tryAgain = DateTimeOffset.MinValue;
    private long lost;

    /// <param name="folder">Folder of the file; made where it is missing.</param>
    /// <param name="name">Name of the file, without <c>.log</c>.</param>
    /// <param name="maxBytes">Size at which it is put aside.</param>
    /// <param name="retained">Files put aside that are kept.</param>
    /// <param name="complain">Hears that lines are lost, and when they no longer are.</param>
    /// <param name="open">Opens the file to read and write; for tests.</param>
    public RollingFile(string folder, string name, long maxBytes, int retained, Action<string> complain, Func<string, Stream>? open = null)
    {
        (this.folder, this.name, this.maxBytes, this.retained, this.complain) = (folder, name, maxBytes, retained, complain);
        this.open = open ?? (path => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
    }

    private string Current => Path.Combine(folder, $"{name}.log");

    public void Write(ReadOnlySpan<byte> line, DateTimeOffset now)
    {
        if (now < tryAgain)
        {
            lost++;
            return;
        }

        long end = 0;
        try
        {
            var today = DateOnly.FromDateTime(now.UtcDateTime);
            stream ??= Open(today);
            if (stream.Length > 0 && (day != today || stream.Length + line.Length > maxBytes))
                PutAside(today);
            end = stream.Length;
            stream.Write(line);
            if (lost > 0)
                complain($"{Current} is written again; {lost} lines are lost.");
            lost = 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (lost++ == 0)
                complain($"{Current} cannot be written, lines are lost until it can: {error.Message}");
            tryAgain = now + Patience;
            Close(end);
        }
    }

    public void Dispose() => Close(cutAt: null);

    // What a crash of the machine left without an end gets one.
    private Stream Open(DateOnly today)
    {
        Directory.CreateDirectory(folder);
        day = File.Exists(Current) ? DateOnly.FromDateTime(File.GetLastWriteTimeUtc(Current)) : today;
        var opened = open(Current);
        if (opened.Length > 0)
        {
            opened.Seek(-1, SeekOrigin.End);
            if (opened.ReadByte() != '\n')
                opened.Write("\n"u8);
        }

        return opened;
    }

    private void PutAside(DateOnly today)
    {
        stream!.Dispose();
        stream = null;
        var date = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var before = Directory.GetFiles(folder, $"{name}-????????-*.log").OrderDescending(StringComparer.Ordinal).ToList();
        var last = before.FirstOrDefault(path => path.Contains($"{name}-{date}-", StringComparison.Ordinal));
        var number = last is null ? 1 : int.Parse(Path.GetFileNameWithoutExtension(last).AsSpan(name.Length + date.Length + 2), CultureInfo.InvariantCulture) + 1;
        File.Move(Current, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{date}-{number:D4}.log")));
        foreach (var old in before.Skip(retained - 1))
            File.Delete(old);
        stream = Open(today);
        day = today;
    }

    // Half a line is worse than none.
    private void Close(long? cutAt)
    {
        try
        {
            if (cutAt is { } end && stream is { } broken && broken.Length > end && end > 0)
                broken.SetLength(end);
            stream?.Dispose();
        }
        catch (IOException)
        {
            // The line before has been told of already.
        }

        stream = null;
    }
}
