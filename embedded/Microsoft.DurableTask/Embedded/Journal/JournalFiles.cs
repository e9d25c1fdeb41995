using System.Globalization;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>The files of a journal, which this reads without a trace: no lock is taken and nothing is created.</summary>
internal sealed class JournalFiles(string path) : IJournalSource
{
    private const string Prefix = "journal-";
    private const string Extension = ".log";
    private const string PayloadExtension = ".payload";

    public string Folder { get; } = Path.GetFullPath(path);

    public string PathOf(int segment)
        => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{segment:D8}{Extension}"));

    /// <summary>A copy that somebody put beside a segment under another name is none.</summary>
    public IReadOnlyList<int> Segments()
        => [.. Directory.EnumerateFiles(Folder, $"{Prefix}*{Extension}")
            .Select(file => int.TryParse(
                Path.GetFileNameWithoutExtension(file)[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && file == PathOf(number) ? number : 0)
            .Where(number => number > 0)
            .Order()];

    /// <summary>What is in the file now; its owner may go on writing, or delete it.</summary>
    public byte[] Read(int segment)
    {
        using var stream = new FileStream(PathOf(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var data = new byte[stream.Length];
        stream.ReadExactly(data);
        return data;
    }

    public string PathOf(string payload) => Path.Combine(Folder, payload + PayloadExtension);

    public IReadOnlyList<string> Payloads()
        => [.. Directory.EnumerateFiles(Folder, $"*{PayloadExtension}").Select(file => Path.GetFileNameWithoutExtension(file))];

    public byte[]? ReadPayload(string name) => File.Exists(PathOf(name)) ? File.ReadAllBytes(PathOf(name)) : null;
}
