using System.Globalization;
using Serverless.Core.MarketData;
using Serverless.Core.Regimes;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Regimes;

/// <summary>Real daily bars and macro figures of the shared folder.</summary>
internal static class RealSeries
{
    public static BarSeries Spy => Daily("equity/SPY_1d_raw_1993-01_2025-12.csv.gz", "SPY");

    public static BarSeries Qqq => Daily("equity/QQQ_1d_raw_1999-03_2025-12.csv.gz", "QQQ");

    // The last day of the file is cut short.
    public static BarSeries Btc => Daily("crypto/BTCUSDT_binance_1d_2017-08_2024-03.csv", "BTCUSDT") is var all ? all.Slice(0, all.Count - 1) : all;

    public static RegimeInputs Inputs => new()
    {
        Equity = Spy,
        VolatilityIndex = Figures("VIX_daily_ohlc_1990-01_2026-07.csv", "VIX"),
        Crypto = Btc,
        Pmi = Figures("ISM_MAN_PMI_monthly_1948-01_2021-12.csv", "PMI"),
        CurveSlope = Figures("T10Y2Y_fred_1990-01_2026-07.csv", "T10Y2Y"),
    };

    public static BarSeries BtcFourHours => Bars("crypto/BTCUSDT_binance_4h_2019-01_2025-11.csv.gz", "BTCUSDT", Timeframe.H4);

    public static BarSeries BtcHourly => Bars("crypto/BTCUSDT_binance_1h_2017-08_2023-12.csv.gz", "BTCUSDT", Timeframe.H1);

    // Ends on 29 October 2022.
    public static BarSeries EthHourly => Bars("crypto/ETHUSDT_binance_1h_2017-08_2022-10.csv.gz", "ETHUSDT", Timeframe.H1);

    /// <summary>Regular hours of SPY from 1998 to March 2021: New York time, prices in hundredths of a cent.</summary>
    public static BarSeries SpyHourly
    {
        get
        {
            var rows = SharedFolder.Lines("data/equity/lean/SPY_1h_1998-01_2021-03.zip").Select(line => line.Split(',')).ToList();
            double[] Column(int column) => [.. rows.Select(fields => double.Parse(fields[column], CultureInfo.InvariantCulture) / (column < 5 ? 10_000 : 1))];
            return new BarSeries(
                "SPY",
                Timeframe.H1,
                rows.Select(fields => NewYorkTime.ToUtc(DateTime.ParseExact(fields[0], "yyyyMMdd HH:mm", CultureInfo.InvariantCulture).Ticks)).ToArray(),
                Column(1), Column(2), Column(3), Column(4), Column(5));
        }
    }

    /// <summary>Regular hours of SPY or QQQ, 2024 and 2025.</summary>
    public static BarSeries Hourly(string symbol) => Bars($"equity/{symbol}_1h_2024-01_2026-01.csv.gz", symbol, Timeframe.H1);

    private static BarSeries Daily(string file, string symbol) => Bars(file, symbol, Timeframe.D1);

    private static BarSeries Bars(string file, string symbol, Timeframe timeframe)
    {
        var rows = SharedFolder.Lines($"data/{file}").Skip(1).Select(line => line.Split(',')).ToList();
        double[] Column(int column) => [.. rows.Select(fields => double.Parse(fields[column], CultureInfo.InvariantCulture))];
        return new BarSeries(
            symbol, timeframe, rows.Select(fields => Ticks(fields[0])).ToArray(), Column(1), Column(2), Column(3), Column(4), Column(5));
    }

    private static Observations Figures(string file, string symbol)
    {
        var rows = SharedFolder.Lines($"data/macro/{file}").Skip(1).Select(line => line.Split(',')).OrderBy(fields => fields[0], StringComparer.Ordinal).ToList();
        return ReleaseCalendar.Publish(
            symbol,
            rows.Select(fields => Ticks(fields[0])).ToArray(),
            rows.Select(fields => double.Parse(fields[^1], CultureInfo.InvariantCulture)).ToArray());
    }

    // Some files count seconds since 1970.
    private static long Ticks(string utc) => long.TryParse(utc, CultureInfo.InvariantCulture, out var seconds)
        ? DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond)
        : DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).Ticks;
}
