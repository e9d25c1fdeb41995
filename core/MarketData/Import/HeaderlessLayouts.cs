namespace Serverless.Core.MarketData;

/// <summary>Tables without a header that vendors are known for: Binance's dumps and QuantConnect Lean's zips.</summary>
internal static class HeaderlessLayouts
{
    private const int KlineColumns = 12;
    private const double LeanPriceDivisor = 10_000;

    public static TableLayout? Find(RowSample sample, BarSource source)
    {
        var row = sample.Rows[0];
        var bars = new SeriesColumns(null, "", 1, 2, 3, 4, 5);
        if (IsKline(row))
            return new TableLayout(KlineColumns, 0, [bars with { Trades = 8 }]) { Notes = ["no header: the 12 columns are those of Binance klines"] };
        if (row.Length == 6 && IsLeanDate(row[0]) && IsLean(row))
            return Lean(6, [bars], null);
        if (IsLean(row) && source.Date is { } date)
        {
            var midnight = date.ToDateTime(TimeOnly.MinValue).Ticks;
            if (row.Length == 6)
                return Lean(6, [bars], midnight);
            if (row.Length == 11)
                return Lean(11, [Quote(".BID", 1), Quote(".ASK", 6)], midnight);
        }

        return row.Length is 6 or 7 && IsStamp(row[0], StampKind.AnyUnix | StampKind.Local | StampKind.Offset) && sample.Rows.All(IsBar)
            ? new TableLayout(row.Length, 0, [bars]) { Notes = ["no header: the columns were taken as time, open, high, low, close, volume"] }
            : null;
    }

    /// <summary>Whether a row has the twelve fields of Binance's bars.</summary>
    public static bool IsKline(string[] row) => row.Length == KlineColumns && IsStamp(row[0], StampKind.AnyUnix) && AreNumbers(row[1..]);

    /// <summary>Whether a row is of Lean's kind: a compact date, or milliseconds since midnight, and whole numbers.</summary>
    public static bool IsLean(string[] row) =>
        row.Length is 6 or 11 && (IsLeanDate(row[0]) || IsTimeOfDay(row[0])) && AreWhole(row[1..].Where(field => field.Length > 0));

    /// <summary>What a table is that holds neither bars nor figures; null when unknown.</summary>
    public static string? NameOther(RowSample sample)
    {
        var row = sample.Rows[0];
        if (row.Length == 4 && row[0].Length == 8 && IsStamp(row[0], StampKind.Local) && AreNumbers(row[1..]))
            return "a Lean factor file (date, price factor, split factor, reference price): it adjusts bars, and holds none";
        return IsTimeOfDay(row[0]) && row.Length is 6 or 11 ? "times count milliseconds since midnight, and the file's name has no date (yyyyMMdd)" : null;
    }

    private static TableLayout Lean(int columns, SeriesColumns[] series, long? midnight) => new(columns, 0, series)
    {
        Midnight = midnight,
        PriceDivisor = LeanPriceDivisor,
        Notes = ["no header: the columns are those of QuantConnect Lean, with prices in ten-thousandths"],
    };

    private static SeriesColumns Quote(string suffix, int first) =>
        new(null, suffix, first, first + 1, first + 2, first + 3, first + 4, MayBeEmpty: true);

    private static bool IsLeanDate(string text) => text.Length == 14 && text[8] == ' ' && IsStamp(text, StampKind.Local);

    private static bool IsTimeOfDay(string text) => AreWhole([text]) && text.Length <= 8 && long.Parse(text, null) < TimeSpan.MillisecondsPerDay;

    private static bool IsStamp(string text, StampKind kinds) =>
        CsvTime.TryParse(text, DateOrder.YearFirst, out _, out var kind) && (kind & kinds) != 0;

    private static bool IsBar(string[] row) =>
        row.Length >= 5
        && CsvFields.TryParse(row[1], out var open) && CsvFields.TryParse(row[2], out var high)
        && CsvFields.TryParse(row[3], out var low) && CsvFields.TryParse(row[4], out var close)
        && high >= Math.Max(open, close) && low <= Math.Min(open, close);

    private static bool AreNumbers(IEnumerable<string> fields) => fields.All(field => CsvFields.TryParse(field, out _));

    private static bool AreWhole(IEnumerable<string> fields) => fields.All(field => field.Length > 0 && field.All(char.IsAsciiDigit));
}
