namespace Serverless.Core.MarketData;

/// <summary>Notations that no single value betrays, found from the first rows.</summary>
internal static class SampleStyles
{
    /// <summary>Order of numeric dates that start with the day or the month, and a note when the rows leave it open.</summary>
    public static (DateOrder Order, string? Note) FindDateOrder(RowSample sample, int time)
    {
        var stamps = sample.Rows.Where(row => time < row.Length).Select(row => row[time]).ToArray();
        if (stamps.Length == 0 || CountParsed(stamps, DateOrder.YearFirst) * 2 > stamps.Length)
            return (DateOrder.YearFirst, null);
        var (dayFirst, monthFirst) = (CountParsed(stamps, DateOrder.DayFirst), CountParsed(stamps, DateOrder.MonthFirst));
        if (dayFirst != monthFirst)
            return dayFirst > monthFirst ? (DateOrder.DayFirst, "dates start with the day") : (DateOrder.MonthFirst, "dates start with the month");
        // Americans write slashes.
        return stamps[0].Contains('/')
            ? (DateOrder.MonthFirst, $"dates such as \"{stamps[0]}\" were taken to start with the month; nothing in the first rows tells")
            : (DateOrder.DayFirst, dayFirst == 0 ? null : $"dates such as \"{stamps[0]}\" were taken to start with the day; nothing in the first rows tells");
    }

    /// <summary>Thousands commas or decimal commas, where every number with a comma in the first rows fits and one leaves no doubt.</summary>
    public static NumberStyle FindNumberStyle(RowSample sample, TableLayout layout)
    {
        var columns = layout.Series.SelectMany(series => new[] { series.Open, series.High, series.Low, series.Close, series.Volume }).Where(i => i >= 0).Distinct().ToArray();
        var withComma = sample.Rows.SelectMany(row => columns.Where(i => i < row.Length).Select(i => row[i])).Where(text => text.Contains(',')).ToArray();
        if (withComma.Length == 0)
            return NumberStyle.Plain;
        if (IsSure(withComma, NumberStyle.ThousandsComma, text => text.Count(c => c == ',') > 1 || text.LastIndexOf('.') > text.IndexOf(',')))
            return NumberStyle.ThousandsComma;
        return IsSure(withComma, NumberStyle.DecimalComma, text => text.IndexOf('.') < text.IndexOf(',') && text.Length - text.IndexOf(',') != 4)
            ? NumberStyle.DecimalComma
            : NumberStyle.Plain;
    }

    private static bool IsSure(string[] texts, NumberStyle style, Func<string, bool> isProof) =>
        texts.All(text => CsvFields.TryParse(text, style, out _)) && texts.Any(isProof);

    private static int CountParsed(string[] stamps, DateOrder order) => stamps.Count(stamp => CsvTime.TryParse(stamp, order, out _, out _));
}
