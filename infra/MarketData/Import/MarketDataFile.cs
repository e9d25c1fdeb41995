using System.Security.Cryptography;
using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData;

/// <summary>Bars and figures from one file: delimited text or JSON, plain, gzipped or zipped.</summary>
public static class MarketDataFile
{
    private const string MappingSuffix = ".mapping.json";
    private const int BufferSize = 1 << 16;

    /// <summary>
    /// Loads a file whose name tells what it can (<see cref="BarFileName"/>), with the mapping in <c>name.mapping.json</c> beside it if there
    /// is one. One import per series in the file. A file that cannot be read gives an import without data, not an exception.
    /// </summary>
    public static IReadOnlyList<DataImport> Load(string path, ImportPolicy policy) => Load(path, BarFileName.Describe(Path.GetFileName(path)), policy);

    /// <summary>Loads a file of which the caller knows more.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">What is known of it.</param>
    /// <param name="policy">What to do about each defect.</param>
    /// <param name="mapping">What its columns mean; null looks for a file beside it.</param>
    public static IReadOnlyList<DataImport> Load(string path, BarSource source, ImportPolicy policy, CsvMapping? mapping = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            mapping ??= FindMapping(path);
        }
        catch (FormatException exception)
        {
            return [DataImport.Refuse(source, policy, DataDefect.Mapping, $"{Path.GetFileName(path)}{MappingSuffix}: {exception.Message}")];
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
            var hash = Convert.ToHexStringLower(SHA256.HashData(file));
            file.Seek(0, SeekOrigin.Begin);
            var imports = SourceContainer.ReadEach(file, (entry, bytes) => Read(bytes, Describe(source, entry), policy, mapping)).SelectMany(read => read).ToArray();
            return imports.Length > 0
                ? Array.ConvertAll(imports, import => import with { Origin = import.Origin with { SourceSha256 = hash } })
                : [DataImport.Refuse(source, policy, DataDefect.Empty, "the archive holds no file")];
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return [DataImport.Refuse(source, policy, DataDefect.Unreadable, exception.Message)];
        }
    }

    internal static bool IsMapping(string path) => path.EndsWith(MappingSuffix, StringComparison.OrdinalIgnoreCase);

    private static CsvMapping? FindMapping(string path) =>
        File.Exists(path + MappingSuffix) ? CsvMapping.Parse(File.ReadAllText(path + MappingSuffix)) : null;

    private static IReadOnlyList<DataImport> Read(Stream bytes, BarSource source, ImportPolicy policy, CsvMapping? mapping)
    {
        using var text = new StreamReader(bytes, bufferSize: BufferSize, leaveOpen: true);
        return DataReader.Read(text, source, policy, mapping);
    }

    // Lean names a file 20131007_trade.zip, and the symbol stands in its entry: 20131007_spy_minute_trade.csv.
    private static BarSource Describe(BarSource source, string? entry)
    {
        if (entry is null)
            return source;
        var inner = BarFileName.Describe(entry);
        return source with { Timeframe = source.Timeframe ?? inner.Timeframe, Date = source.Date ?? inner.Date };
    }
}
