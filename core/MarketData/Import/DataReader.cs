namespace Serverless.Core.MarketData;

/// <summary>
/// Reads bars and figures from text, whatever its source calls its columns and however it writes times and numbers, and accounts for every
/// row that it does not take. Delimited text is parsed by hand because files of minute bars run to millions of rows: spans over one buffer,
/// no string per field, and a fast path for plain decimals make it several times faster than a general CSV library.
/// </summary>
public static class DataReader
{
    /// <summary>
    /// One import per series of the text: usually one, several for tables of several symbols. Defects never throw. The formats are those of
    /// docs/market-data.md.
    /// </summary>
    /// <param name="reader">The text, read to its end; the caller disposes it.</param>
    /// <param name="source">What is known of the file.</param>
    /// <param name="policy">What to do about each defect.</param>
    /// <param name="mapping">What the columns mean; null recognises them.</param>
    public static IReadOnlyList<DataImport> Read(TextReader reader, BarSource source, ImportPolicy policy, CsvMapping? mapping = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(policy);
        var log = new ImportLog(mapping?.Apply(source) ?? source, policy);
        try
        {
            return ReadAll(reader, mapping, log);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            log.Report(DataDefect.Unreadable, null, $"reading stopped after {log.Rows} rows: {exception.Message}");
            return [log.Finish(null, null)];
        }
    }

    private static IReadOnlyList<DataImport> ReadAll(TextReader reader, CsvMapping? mapping, ImportLog log)
    {
        var rows = Open(reader, mapping);
        using var disposable = rows as IDisposable;
        log.Source = Vendors.Recognise(rows.Sample, log.Source);
        var layout = mapping is null ? LayoutFinder.Find(rows.Sample, log) : MappedLayout.Find(mapping, rows.Sample, log);
        if (layout is null)
            return [log.Finish(null, null)];
        foreach (var note in layout.Notes)
            log.Note(note);
        var series = new TableReader(rows, layout, log).Read();
        log.CheckQuarantine();
        if (!log.Refused && series.Count == 0)
            log.Report(DataDefect.Empty, null, "no usable row below the header");
        if (log.Refused)
            return [log.Finish(null, null)];
        CopiedRows.Remove(series);
        return [.. series.Select(one => one.Columns.IsFigure ? FigureBuilder.Build(one) : SeriesBuilder.Build(one, layout))];
    }

    private static IRowReader Open(TextReader reader, CsvMapping? mapping)
    {
        var first = reader.Peek();
        return first is '[' or '{' ? new JsonRows(reader) : new CsvRows(reader, mapping);
    }
}
