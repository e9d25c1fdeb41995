namespace Serverless.Core.MarketData;

/// <summary>Recognises what a table holds, from its header or its first rows.</summary>
internal static class LayoutFinder
{
    /// <summary>The layout; null, and an issue that refuses the file, when the table is none of those known.</summary>
    public static TableLayout? Find(RowSample sample, ImportLog log)
    {
        for (var i = 0; i < sample.Banner.Count; i++)
            log.Report(DataDefect.Banner, i + 1, $"skipped \"{Shorten(sample.Banner[i])}\" before the header");
        if (sample.Rows.Count == 0 && sample.Names is null)
            log.Report(DataDefect.Empty, null, "the file is empty");
        else if (sample.Names is { } names)
            return WithHeader(names, sample, log) is { } layout ? Styles(layout, sample, log) : null;
        else if (HeaderlessLayouts.Find(sample, log.Source) is { } layout)
            return layout;
        else if (HeaderlessLayouts.NameOther(sample) is { } other)
            log.Report(DataDefect.Unsupported, 1, other);
        else
            log.Report(DataDefect.NoHeader, 1, "no header, and the columns tell nothing: name time, open, high, low, close and volume, or give a mapping");
        return null;
    }

    private static TableLayout? WithHeader(IReadOnlyList<string> names, RowSample sample, ImportLog log)
    {
        var open = ColumnNames.FindOpenTime(names);
        var time = open >= 0 ? open : ColumnNames.FindCloseTime(names);
        // Tools that write a table's index leave its name empty.
        if (time < 0 && names[0].Length == 0)
            time = 0;
        var symbol = ColumnNames.FindSymbol(names);
        if (Series(names, time, symbol, sample, log) is { } series)
        {
            var isCoinMarketCap = ColumnNames.FindMarketCap(names) >= 0;
            return new TableLayout(names.Count, time, series)
            {
                Symbol = symbol,
                TimeIsClose = time >= 0 && open < 0 && names[time].Length > 0,
                QuoteVolume = isCoinMarketCap,
            };
        }

        return null;
    }

    private static SeriesColumns[]? Series(IReadOnlyList<string> names, int time, int symbol, RowSample sample, ImportLog log)
    {
        var (open, high, low, close) = (ColumnNames.FindOpen(names), ColumnNames.FindHigh(names), ColumnNames.FindLow(names), ColumnNames.FindClose(names));
        var prices = new[] { open, high, low, close }.Count(column => column >= 0);
        if (time >= 0 && prices == 4)
        {
            var bars = new SeriesColumns(
                null, "", open, high, low, close, ColumnNames.FindVolume(names, FirstSymbol(sample, symbol) ?? log.Source.Symbol), ColumnNames.FindTradeCount(names));
            var cap = ColumnNames.FindMarketCap(names);
            return cap >= 0 ? [bars, SeriesColumns.Figure(cap, suffix: FigureBuilder.MarketCap)] : [bars];
        }

        if (time >= 0 && prices == 1 && close >= 0 && ColumnNames.Find(names, "side") < 0)
            return [SeriesColumns.CloseOnly(close, null, mayBeEmpty: false)];
        if (time >= 0 && ColumnNames.FindFundingRate(names) is >= 0 and var rate)
            return [SeriesColumns.Figure(rate, suffix: FigureBuilder.Funding)];
        var others = Enumerable.Range(0, names.Count).Where(i => i != time && i != symbol).ToArray();
        if (time >= 0 && prices == 0 && others.Length == 1)
            return [SeriesColumns.Figure(others[0], names[others[0]] is "value" or "close" or "price" ? null : names[others[0]].ToUpperInvariant())];
        if (time >= 0 && prices == 0 && others.Length > 1 && symbol < 0 && AreNumbers(sample, others))
            return [.. others.Select(i => SeriesColumns.CloseOnly(i, names[i].ToUpperInvariant(), mayBeEmpty: true))];
        Refuse(names, time, [open, high, low, close], sample, log);
        return null;
    }

    private static void Refuse(IReadOnlyList<string> names, int time, int[] prices, RowSample sample, ImportLog log)
    {
        if (names.Any(name => name.StartsWith("start", StringComparison.Ordinal)) && names.Any(name => name.StartsWith("end", StringComparison.Ordinal)))
        {
            log.Report(DataDefect.Unsupported, sample.HeaderLine, $"spans of time ({string.Join(", ", names)}), such as an index's members: neither bars nor figures");
            return;
        }

        if (ColumnNames.Find(names, "side") >= 0)
        {
            log.Report(DataDefect.Unsupported, sample.HeaderLine, $"orders or trades ({string.Join(", ", names)}), not bars");
            return;
        }

        string[] needed = ["open", "high", "low", "close"];
        var missing = needed.Where((_, i) => prices[i] < 0).Prepend(time < 0 ? "time" : "").Where(name => name.Length > 0);
        log.Report(DataDefect.MissingColumn, sample.HeaderLine, $"no column {string.Join(", ", missing)}; the header has {string.Join(", ", names)}");
    }

    /// <summary>The layout with the notation of its dates and numbers, as the first rows show it.</summary>
    private static TableLayout Styles(TableLayout layout, RowSample sample, ImportLog log)
    {
        var (order, note) = SampleStyles.FindDateOrder(sample, layout.Time);
        return layout with
        {
            DateOrder = order,
            Numbers = SampleStyles.FindNumberStyle(sample, layout),
            Notes = note is null ? layout.Notes : [.. layout.Notes, note],
        };
    }

    private static bool AreNumbers(RowSample sample, int[] columns) =>
        sample.Rows.Count > 0 && columns.All(i => sample.Rows.All(row => i >= row.Length || row[i].Length == 0 || CsvFields.TryParse(row[i], out _)));

    private static string? FirstSymbol(RowSample sample, int column) =>
        column >= 0 && sample.Rows.Count > 0 && column < sample.Rows[0].Length ? sample.Rows[0][column] : null;

    private static string Shorten(string line) => line.Length > 60 ? $"{line[..60]}…" : line;
}
