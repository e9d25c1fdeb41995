using System.Collections.Concurrent;
using System.Globalization;
using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Quality;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData.Quality;

/// <summary>Every detector at its default threshold on real files whose defects were listed by hand beforehand. The counts are exact, so that
/// a change that finds more, or alarms more often, shows.</summary>
public sealed class RealFilesTests
{
    private static readonly ConcurrentDictionary<(BarSeries Series, Market Market), IReadOnlyList<QualityFinding>> Known = new();

    [Theory]
    [InlineData("crypto/BTCUSDT_binance_1d_2017-08_2024-03.csv", Timeframe.D1, "")]
    [InlineData("crypto/BTCUSDT_binance_4h_2019-01_2025-11.csv.gz", Timeframe.H4, "Gap 4, Outlier 4")]
    [InlineData("crypto/BTCUSDT_binance_1h_2017-08_2023-12.csv.gz", Timeframe.H1, "Outlier 12, Fabricated 28")]
    [InlineData("crypto/BTCUSDT_binance_1m_2021-03-26_2021-04-30.csv.gz", Timeframe.M1, "Gap 2, Outlier 2")]
    [InlineData("crypto/ETHUSDT_binance_1h_2017-08_2022-10.csv.gz", Timeframe.H1, "Gap 27, BadTick 1, Outlier 6, ZeroVolume 5, VolumeBreak 2")]
    [InlineData("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", Timeframe.H1, "Gap 4, BadTick 1, Outlier 3, ZeroVolume 22")]
    [InlineData("crypto/BTCUSD_gemini_1h_2015-10_2020-12_raw.csv.gz", Timeframe.H1, "Gap 3, BadTick 8, Outlier 57, StaleRun 60, ZeroVolume 684")]
    [InlineData("crypto/BTCUSDT_binance-futures_1h_2020-08_2022-06_cdd.csv.gz", Timeframe.H1, "Outlier 7")]
    [InlineData("crypto/BTC-PERP_1m_2021-12-31_2022-02-01.csv.gz", Timeframe.M1, "Outlier 4, Fabricated 2, StaleRun 5")]
    public void Inspect_CryptoFile_FindsWhatItHas(string file, Timeframe timeframe, string expected)
    {
        Assert.Equal(expected, Summary(Inspect(RealBars.Read(file, timeframe), Market.Crypto)));
    }

    [Theory]
    [InlineData("equity/TLT_1d_raw_2002-07_2025-12.csv.gz", "")]
    [InlineData("equity/SPY_1d_raw_1993-01_2025-12.csv.gz", "Outlier 1")]
    [InlineData("equity/lean/SPY_1d.zip", "BadTick 6, Outlier 16")]
    [InlineData("equity/lean/QQQ_1d.zip", "Gap 1, BadTick 3, Outlier 1, UnadjustedSplit 1, TickerReuse 1")]
    [InlineData("equity/lean/AAPL_1d.zip", "BadTick 3, Outlier 4, UnadjustedSplit 4")]
    [InlineData("equity/lean/BAC_1d.zip", "BadTick 4, Outlier 6, UnadjustedSplit 1")]
    [InlineData("equity/lean/IBM_1d.zip", "BadTick 1, Outlier 6, UnadjustedSplit 1")]
    [InlineData("equity/lean/GOOG_1d.zip", "BadTick 2, UnadjustedSplit 1")]
    [InlineData("equity/lean/FB_1d.zip", "Gap 90, BadTick 1, StaleRun 11, TickerReuse 1")]
    [InlineData("stocks/YHOO_1d_1996-2015_delisted.csv.gz", "")]
    public void Inspect_DailyEquityFile_FindsWhatItHas(string file, string expected)
    {
        Assert.Equal(expected, Summary(Inspect(RealBars.Read(file, Timeframe.D1), Market.UsEquities)));
    }

    [Fact]
    public void Inspect_VixFile_FindsContradictionsAndNoSplits()
    {
        var series = RealBars.Read("macro/VIX_daily_ohlc_1990-01_2026-07.csv", Timeframe.D1);

        Assert.Equal("InconsistentPrices 47, Gap 4, BadTick 8, Outlier 1", Summary(Inspect(series, Market.Macro)));
    }

    [Theory]
    [InlineData("equity/lean/SPY_1d.zip", "2002-04-02")]
    [InlineData("equity/lean/QQQ_1d.zip", "2004-11-01")]
    [InlineData("equity/lean/AAPL_1d.zip", "2009-09-21", "2011-01-03")]
    [InlineData("equity/lean/GOOG_1d.zip", "2008-09-30", "2007-12-18")]
    [InlineData("equity/lean/IBM_1d.zip", "2002-12-23")]
    [InlineData("equity/lean/BAC_1d.zip", "2001-11-12")]
    [InlineData("crypto_mcap/coin_Monero.csv.gz", "2014-08-04")]
    [InlineData("crypto_mcap/coin_Tron.csv.gz", "2017-09-19")]
    [InlineData("crypto_mcap/coin_WrappedBitcoin.csv.gz", "2019-08-28")]
    public void Inspect_ListedDailyBadTicks_AreFound(string file, params string[] listed)
    {
        var found = Found(RealBars.Read(file, Timeframe.D1), Market.UsEquities, DataDefect.BadTick);

        Assert.All(listed, date => Assert.Contains(Time(date), found));
    }

    [Theory]
    [InlineData("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", false, "2017-08-17 04:00")]
    [InlineData("crypto/ETHUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", false, "2017-08-17 04:00")]
    [InlineData("crypto/ETHUSDT_binance_1h_2017-08_2022-10.csv.gz", false, "2017-08-22 04:00")]
    [InlineData("crypto/BTCUSD_gemini_1h_2015-10_2020-12_raw.csv.gz", false, "2015-11-14 02:00")]
    [InlineData("equity/lean/SPY_1h_1998-01_2021-03.zip", true, "2002-04-02 20:00", "2000-12-18 14:00")]
    public void Inspect_ListedHourlyBadTicks_AreFound(string file, bool newYork, params string[] listed)
    {
        var found = Found(RealBars.Read(file, Timeframe.H1, newYork), newYork ? Market.UsEquities : Market.Crypto, DataDefect.BadTick);

        Assert.All(listed, time => Assert.Contains(Time(time), found));
    }

    [Theory]
    [InlineData("AAPL", "2000-06-21 2", "2005-02-28 2", "2014-06-09 7", "2020-08-31 4")]
    [InlineData("MSFT", "2003-02-18 2")]
    [InlineData("KO", "2012-08-13 2")]
    [InlineData("JNJ", "2001-06-13 2")]
    [InlineData("CVX", "2004-09-13 2")]
    [InlineData("INTC", "2000-07-31 2")]
    [InlineData("JPM", "2000-06-12 1.5")]
    [InlineData("V", "2015-03-19 4")]
    [InlineData("WMT")]
    [InlineData("BA")]
    [InlineData("DOW")]
    [InlineData("WBA")]
    public void Inspect_RawStock_FindsExactlyItsSplits(string symbol, params string[] expected)
    {
        Assert.Equal(expected, Splits(RealBars.Read($"stocks/{symbol}_1d_raw.csv.gz", Timeframe.D1)));
    }

    [Theory]
    [InlineData("SPY")]
    [InlineData("QQQ", "2000-03-20 2")]
    [InlineData("AAPL", "2000-06-21 2", "2005-02-28 2", "2014-06-09 7", "2020-08-31 4")]
    [InlineData("IBM", "1999-05-27 2")]
    [InlineData("BAC", "2004-08-30 2")]
    [InlineData("EEM", "2005-06-09 3", "2008-07-24 3")]
    [InlineData("GOOG", "2014-04-03 2")]
    [InlineData("FB")]
    [InlineData("USO", "2020-04-29 0.125")]
    public void Inspect_RawLeanSeries_FindsTheSplitsOfItsFactorFile(string symbol, params string[] expected)
    {
        var series = RealBars.Read($"equity/lean/{symbol}_1d.zip", Timeframe.D1);

        Assert.Equal(expected, Splits(series));
    }

    [Theory]
    [InlineData("FB", "2012-05-18")]
    [InlineData("USO", "2006-04-10")]
    [InlineData("EEM", "2003-04-11")]
    [InlineData("QQQ", "2011-03-23")]
    public void Inspect_ReusedTicker_IsFoundWhereTheOtherInstrumentBegins(string symbol, string begins)
    {
        var series = RealBars.Read($"equity/lean/{symbol}_1d.zip", Timeframe.D1);

        Assert.Equal([Time(begins)], Found(series, Market.UsEquities, DataDefect.TickerReuse, finding => finding.LastBar));
    }

    [Theory]
    [InlineData("SPY")]
    [InlineData("QQQ")]
    public void Inspect_MixedFeeds_BreakWhereTheFeedChanges(string symbol)
    {
        var series = RealBars.Read($"equity/{symbol}_1min_rth_2025-09_2026-03.csv.gz", Timeframe.M1, newYork: true);

        var dates = Inspect(series, Market.UsEquities).Where(finding => finding.Defect == DataDefect.VolumeBreak)
            .Select(finding => series.OpenTime(finding.LastBar).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

        Assert.Equal(["2026-01-22", "2026-03-09", "2026-03-12"], dates);
    }

    [Fact]
    public void Inspect_InterpolatedOutages_AreTheBarsThatTheTwinLacks()
    {
        var filled = RealBars.Read("crypto/BTCUSDT_binance_1h_2017-08_2023-12.csv.gz", Timeframe.H1);
        var real = RealBars.Read("crypto/ETHUSDT_binance_1h_2017-08_2022-10.csv.gz", Timeframe.H1);

        var fabricated = Inspect(filled, Market.Crypto).Where(finding => finding.Defect == DataDefect.Fabricated)
            .SelectMany(finding => Enumerable.Range(finding.FirstBar, finding.LastBar - finding.FirstBar + 1)).Select(filled.OpenTime).ToList();
        var inBoth = fabricated.Where(time => time <= real.OpenTime(real.Count - 1)).ToList();

        // The exchange was down for both symbols: 127 hours of ETHUSDT are missing, and every fabricated hour of BTCUSDT is one of them.
        Assert.Equal((128, 127), (fabricated.Count, inBoth.Count));
        Assert.DoesNotContain(inBoth, time => real.OpenTicks.BinarySearch(time.Ticks) >= 0);
    }

    [Theory]
    [InlineData("crypto/BTCUSDT_binance_1h_2017-08_2023-12.csv.gz", Timeframe.H1)]
    [InlineData("crypto/BTCUSDT_binance_4h_2019-01_2025-11.csv.gz", Timeframe.H4)]
    [InlineData("crypto/BTCUSDT_binance_1d_2017-08_2024-03.csv", Timeframe.D1)]
    [InlineData("crypto/BTCUSDT_binance_1m_2021-03-26_2021-04-30.csv.gz", Timeframe.M1)]
    public void Inspect_RealCrashes_AreNoBadTicks(string file, Timeframe timeframe)
    {
        Assert.Empty(Found(RealBars.Read(file, timeframe), Market.Crypto, DataDefect.BadTick));
    }

    [Theory]
    [InlineData("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", 116)]
    [InlineData("crypto/ETHUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", 118)]
    [InlineData("crypto/BTCUSD_gemini_1h_2015-10_2020-12_raw.csv.gz", 1109)]
    public void Inspect_FillerBars_AreCounted(string file, int bars)
    {
        var found = Inspect(RealBars.Read(file, Timeframe.H1), Market.Crypto);

        Assert.Equal(bars, found.Where(finding => finding.Defect == DataDefect.ZeroVolume).Sum(finding => finding.Value));
    }

    private static IReadOnlyList<QualityFinding> Inspect(BarSeries series, Market market) =>
        Known.GetOrAdd((series, market), _ => SeriesQuality.Inspect(series, market, QualityThresholds.Default));

    private static string Summary(IEnumerable<QualityFinding> findings) =>
        string.Join(", ", findings.CountBy(finding => finding.Defect).OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}"));

    private static HashSet<DateTime> Found(BarSeries series, Market market, DataDefect defect, Func<QualityFinding, int>? bar = null) =>
        [.. Inspect(series, market).Where(finding => finding.Defect == defect).Select(finding => series.OpenTime(bar?.Invoke(finding) ?? finding.FirstBar))];

    private static IEnumerable<string> Splits(BarSeries series) => Inspect(series, Market.UsEquities)
        .Where(finding => finding.Defect == DataDefect.UnadjustedSplit)
        .Select(finding => FormattableString.Invariant($"{series.OpenTime(finding.LastBar):yyyy-MM-dd} {finding.Value}"));

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
