using System.Globalization;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.MarketData.CorporateActions;

/// <summary>Real daily bars and factors.</summary>
internal static class Real
{
    public const string SpyRaw = "data/equity/SPY_1d_raw_1993-01_2025-12.csv.gz";
    public const string SpyYahoo = "data/equity/SPY_yahoo_1d_adjclose_1993-01_2021-09.csv.gz";
    public const string QqqYahoo = "data/equity/QQQ_yahoo_1d_adjclose_2000-01_2023-07.csv.gz";

    public static AdjustmentFactors Factors(string symbol)
    {
        using var text = File.OpenText(SharedFolder.Path($"data/equity/lean/factor_files/{symbol}.csv"));
        return LeanFactorFile.Read(symbol, text);
    }

    /// <summary>Bars from a file with a header and date, open, high, low and close in its first columns, volume in its last.</summary>
    public static BarSeries Bars(string file, string from = "1900-01-01", string through = "2100-01-01") =>
        Make(file, SharedFolder.Lines(file).Skip(1).Select(line => line.Split(',')).Where(fields => Within(fields[0], from, through)).ToList());

    /// <summary>Bars of Lean's format, whose prices are multiplied with 10,000.</summary>
    public static BarSeries LeanBars(string symbol)
    {
        var rows = SharedFolder.Lines($"data/equity/lean/{symbol}_1d.zip").Select(line => line.Split(',')).ToList();
        foreach (var fields in rows)
        {
            fields[0] = $"{fields[0][..4]}-{fields[0][4..6]}-{fields[0][6..8]}";
            for (var i = 1; i < 5; i++)
                fields[i] = (Number(fields[i]) / 10_000).ToString("R", CultureInfo.InvariantCulture);
        }

        return Make(symbol, rows);
    }

    /// <summary>A column of closes by date.</summary>
    public static Dictionary<long, double> Closes(string file, int column) => SharedFolder.Lines(file).Skip(1).Select(line => line.Split(','))
        .ToDictionary(fields => Ticks(fields[0]), fields => Number(fields[column]));

    /// <summary>Relative deviations of a series' closes from other ones, where both exist, after they are made equal on the last such
    /// date.</summary>
    public static List<(DateOnly Date, double Value)> Deviations(BarSeries series, Dictionary<long, double> others)
    {
        var common = Enumerable.Range(0, series.Count).Where(i => others.ContainsKey(series.OpenTicks[i]))
            .Select(i => (Date: DateOnly.FromDateTime(series.OpenTime(i)), Ratio: series.Close[i] / others[series.OpenTicks[i]])).ToList();
        return [.. common.Select(pair => (pair.Date, (pair.Ratio / common[^1].Ratio) - 1))];
    }

    private static BarSeries Make(string symbol, List<string[]> rows) => new(
        symbol,
        Timeframe.D1,
        rows.Select(fields => Ticks(fields[0])).ToArray(),
        Column(rows, 1),
        Column(rows, 2),
        Column(rows, 3),
        Column(rows, 4),
        rows.Select(fields => Number(fields[^1])).ToArray());

    private static double[] Column(List<string[]> rows, int index) => [.. rows.Select(fields => Number(fields[index]))];

    private static bool Within(string date, string from, string through) =>
        string.CompareOrdinal(date[..10], from) >= 0 && string.CompareOrdinal(date[..10], through) <= 0;

    private static long Ticks(string date) => DateTime.ParseExact(date[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture).Ticks;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
