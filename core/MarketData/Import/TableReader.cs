namespace Serverless.Core.MarketData;

/// <summary>The row loop: fields to numbers, every row that is not taken accounted for.</summary>
internal sealed class TableReader(IRowReader rows, TableLayout layout, ImportLog file)
{
    private readonly SeriesSplit split = new(layout, file);

    public IReadOnlyList<SeriesRows> Read()
    {
        Span<Range> fields = stackalloc Range[layout.Columns + 1];
        while (!file.Refused && rows.TryRead(fields, out var text, out var count))
        {
            file.Rows++;
            if (count != layout.Columns)
            {
                var more = count > layout.Columns ? "more" : "fewer";
                file.Report(DataDefect.FieldCount, rows.Number, $"{more} fields than the header's {layout.Columns}");
                continue;
            }

            var stamp = text[fields[layout.Time]];
            if (!TryTime(stamp, out var time, out var kind))
            {
                file.Report(DataDefect.BadTime, rows.Number, $"\"{stamp}\" is not a time");
                continue;
            }

            foreach (var series in split.Of(layout.Symbol < 0 ? default : text[fields[layout.Symbol]]))
            {
                series.Log.Rows++;
                var before = series.Rows.Count;
                if (series.Columns.IsFigure)
                    AddFigure(series, text, fields, time);
                else if (series.Columns.IsCloseOnly)
                    AddClose(series, text, fields, time);
                else
                    AddBar(series, text, fields, time);
                if (series.Rows.Count > before)
                    series.Stamps |= kind;
            }
        }

        return split.All;
    }

    private bool TryTime(ReadOnlySpan<char> text, out long ticks, out StampKind kind)
    {
        if (layout.TimeFormat is { } format)
        {
            kind = StampKind.Local;
            var parsed = DateTime.TryParseExact(text, format, null, System.Globalization.DateTimeStyles.AdjustToUniversal, out var time);
            ticks = time.Ticks;
            return parsed;
        }

        if (layout.Midnight is not { } midnight)
            return CsvTime.TryParse(text, layout.DateOrder, out ticks, out kind);
        kind = StampKind.Local | StampKind.OfDay;
        var isNumber = long.TryParse(text, out var milliseconds) && milliseconds is >= 0 and < 86_400_000;
        ticks = midnight + (milliseconds * TimeSpan.TicksPerMillisecond);
        return isNumber;
    }

    private void AddFigure(SeriesRows series, ReadOnlySpan<char> text, ReadOnlySpan<Range> fields, long time)
    {
        var value = text[fields[series.Columns.Close]];
        // FRED writes a missing figure as nothing, or as a point.
        if (value.IsEmpty || value is ".")
            series.Log.Report(DataDefect.MissingValue, rows.Number, "no figure");
        else if (TryNumber(series, text, fields, series.Columns.Close, "figure", out var figure))
            series.Rows.Add(rows.Number, time, figure, 0);
    }

    private void AddClose(SeriesRows series, ReadOnlySpan<char> text, ReadOnlySpan<Range> fields, long time)
    {
        if (series.Columns.MayBeEmpty && text[fields[series.Columns.Close]].IsEmpty)
            series.Log.Report(DataDefect.MissingValue, rows.Number, "no price");
        else if (TryNumber(series, text, fields, series.Columns.Close, "close", out var close) && IsPositive(series, close, close, close, close))
            series.Rows.Add(rows.Number, time, close / layout.PriceDivisor, 0);
    }

    private void AddBar(SeriesRows series, ReadOnlySpan<char> text, ReadOnlySpan<Range> fields, long time)
    {
        var (volume, trades) = (0.0, 0.0);
        var columns = series.Columns;
        if (columns.MayBeEmpty && text[fields[columns.Open]].IsEmpty)
        {
            series.Log.Report(DataDefect.MissingValue, rows.Number, "no prices");
            return;
        }

        if (!TryNumber(series, text, fields, columns.Open, "open", out var open)
            || !TryNumber(series, text, fields, columns.High, "high", out var high)
            || !TryNumber(series, text, fields, columns.Low, "low", out var low)
            || !TryNumber(series, text, fields, columns.Close, "close", out var close)
            || (columns.Volume >= 0 && !TryNumber(series, text, fields, columns.Volume, "volume", out volume))
            || !IsPositive(series, open, high, low, close))
            return;
        if (volume < 0)
        {
            series.Log.Report(DataDefect.NegativeVolume, rows.Number, FormattableString.Invariant($"volume {volume} is negative"));
            return;
        }

        if ((high < Math.Max(open, close) || low > Math.Min(open, close)) && !BarRepair.TryAccept(open, ref high, ref low, close, rows.Number, series.Log))
            return;
        if (columns.Trades >= 0 && !CsvFields.TryParse(text[fields[columns.Trades]], layout.Numbers, out trades))
            trades = 0;
        // Division rounds correctly where a factor such as 0.0001 would not.
        var divisor = layout.PriceDivisor;
        series.Rows.Add(rows.Number, time, open / divisor, high / divisor, low / divisor, close / divisor, volume, trades);
    }

    private bool TryNumber(
        SeriesRows series, ReadOnlySpan<char> text, ReadOnlySpan<Range> fields, int column, string name, out double value)
    {
        var field = text[fields[column]];
        if (!CsvFields.TryParse(field, layout.Numbers, out value))
            series.Log.Report(DataDefect.BadNumber, rows.Number, field.IsEmpty ? $"{name} is empty" : $"{name} \"{field}\" is not a number");
        else if (!double.IsFinite(value))
            series.Log.Report(DataDefect.NotFinite, rows.Number, $"{name} is \"{field}\"");
        else
            return true;
        return false;
    }

    private bool IsPositive(SeriesRows series, double open, double high, double low, double close)
    {
        if (open > 0 && high > 0 && low > 0 && close > 0)
            return true;
        var reason = FormattableString.Invariant($"open {open}, high {high}, low {low} or close {close} is not positive");
        series.Log.Report(DataDefect.NonPositivePrice, rows.Number, reason);
        return false;
    }
}
