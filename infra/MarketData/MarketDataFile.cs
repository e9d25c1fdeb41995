using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData;

/// <summary>Bars from a .csv or .csv.gz file.</summary>
public static class MarketDataFile
{
    /// <summary>Loads a file whose name tells symbol and timeframe (<see cref="BarFileName"/>).</summary>
    public static DataImport Load(string path, ImportPolicy policy) => Load(path, BarFileName.Describe(Path.GetFileName(path)), policy);

    /// <summary>Loads a file of which the caller knows more. A file that cannot be read gives an import without a series, not an
    /// exception.</summary>
    public static DataImport Load(string path, BarSource source, ImportPolicy policy)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            using Stream bytes = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new CheckedGZipStream(file) : file;
            using var text = new StreamReader(bytes, bufferSize: 1 << 16);
            return CsvBarReader.Read(text, source, policy);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            var issue = new DataIssue(source.File, null, DataDefect.Unreadable, DefectAction.RefuseFile, exception.Message);
            return new DataImport(source, null, [issue], 0, 0);
        }
    }
}
