namespace Serverless.Core.MarketData;

/// <summary>
/// Reads bars from CSV, row by row, and accounts for every row that it does not take. The parser is written by hand because files
/// of minute bars run to millions of rows: spans over one buffer, no string per field, and a fast path for plain decimals make it
/// several times faster than a general CSV library, and the dialect (commas, one line per row) is small.
/// </summary>
public static class CsvBarReader
{
    /// <summary>
    /// Reads a header with columns in any order and case (time, timestamp, date, datetime, unix, open time or close time; open, high, low,
    /// close; volume, or a volume per asset), then rows with UTC times. Other columns are ignored. Defects never throw.
    /// </summary>
    /// <param name="reader">The text, read to its end; the caller disposes it.</param>
    /// <param name="source">What is known of the file.</param>
    /// <param name="policy">What to do about each defect.</param>
    public static DataImport Read(TextReader reader, BarSource source, ImportPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(policy);
        var log = new ImportLog(source, policy);
        try
        {
            return log.Finish(ReadSeries(new CsvLineReader(reader), log));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            log.Report(DataDefect.Unreadable, null, $"reading stopped after {log.Rows} rows: {exception.Message}");
            return log.Finish(null);
        }
    }

    private static BarSeries? ReadSeries(CsvLineReader lines, ImportLog log)
    {
        if (CsvHeader.Find(lines, log) is not { } header)
            return null;
        var rows = ReadRows(lines, header, log);
        RowOrder.Arrange(rows, log);
        log.CheckQuarantine();
        if (!log.Refused && rows.Count == 0)
            log.Report(DataDefect.Empty, null, "no usable row below the header");
        if (log.Refused || SeriesChecks.FindTimeframe(rows.Times, log) is not { } timeframe)
            return null;
        if (IsCloseTime(header, log))
            rows.Shift(-timeframe.Length());
        SeriesChecks.ReportOffGrid(rows.Times, rows.Lines, timeframe, log);
        SeriesChecks.ReportGaps(rows.Times, rows.Lines, timeframe, log);
        return rows.ToSeries(log.Source.Symbol, timeframe);
    }

    private static BarRows ReadRows(CsvLineReader lines, CsvHeader header, ImportLog log)
    {
        var rows = new BarRows();
        var isCloseTime = IsCloseTime(header, log);
        Span<Range> fields = stackalloc Range[header.Columns + 1];
        while (!log.Refused && lines.TryRead(out var line))
        {
            if (line.IsWhiteSpace())
                continue;
            log.Rows++;
            var count = CsvFields.Split(line, fields);
            if (count != header.Columns)
            {
                var more = count > header.Columns ? "more" : "fewer";
                log.Report(DataDefect.FieldCount, lines.Number, $"{more} fields than the header's {header.Columns}");
                continue;
            }

            if (!CsvTime.TryParse(line[fields[header.Time]], out var time))
            {
                log.Report(DataDefect.BadTime, lines.Number, $"\"{line[fields[header.Time]]}\" is not a time");
                continue;
            }

            // A close such as 23:59:59.999 means the end of that minute.
            if (isCloseTime)
                time += (TimeSpan.TicksPerMinute - (time % TimeSpan.TicksPerMinute)) % TimeSpan.TicksPerMinute;
            if (TryNumber(line, fields, header.Open, "open", lines.Number, log, out var open)
                && TryNumber(line, fields, header.High, "high", lines.Number, log, out var high)
                && TryNumber(line, fields, header.Low, "low", lines.Number, log, out var low)
                && TryNumber(line, fields, header.Close, "close", lines.Number, log, out var close)
                && TryNumber(line, fields, header.Volume, "volume", lines.Number, log, out var volume)
                && IsBar(open, high, low, close, volume, lines.Number, log))
            {
                rows.Add(lines.Number, time, open, high, low, close, volume);
            }
        }

        return rows;
    }

    private static bool TryNumber(
        ReadOnlySpan<char> line, ReadOnlySpan<Range> fields, int column, string name, int number, ImportLog log, out double value)
    {
        var text = line[fields[column]];
        if (!CsvFields.TryParse(text, out value))
            log.Report(DataDefect.BadNumber, number, text.IsEmpty ? $"{name} is empty" : $"{name} \"{text}\" is not a number");
        else if (!double.IsFinite(value))
            log.Report(DataDefect.NotFinite, number, $"{name} is \"{text}\"");
        else
            return true;
        return false;
    }

    private static bool IsBar(double open, double high, double low, double close, double volume, int line, ImportLog log)
    {
        if (open <= 0 || high <= 0 || low <= 0 || close <= 0)
            log.Report(DataDefect.NonPositivePrice, line, FormattableString.Invariant($"open {open}, high {high}, low {low} or close {close} is not positive"));
        else if (volume < 0)
            log.Report(DataDefect.NegativeVolume, line, FormattableString.Invariant($"volume {volume} is negative"));
        else if (high < low)
            return IsAccepted(FormattableString.Invariant($"high {high} is below low {low}"), line, log);
        else if (high < Math.Max(open, close) || low > Math.Min(open, close))
            return IsAccepted(FormattableString.Invariant($"open {open} or close {close} lies outside low {low} … high {high}"), line, log);
        else
            return true;
        return false;
    }

    private static bool IsAccepted(string reason, int line, ImportLog log)
    {
        log.Report(DataDefect.InconsistentPrices, line, reason);
        return log.ActionFor(DataDefect.InconsistentPrices) == DefectAction.Flag;
    }

    private static bool IsCloseTime(CsvHeader header, ImportLog log) => header.TimeIsClose || log.Source.Label == TimeLabel.Close;
}
