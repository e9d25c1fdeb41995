using System.Collections.Concurrent;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;
using Serverless.Testing;

namespace Serverless.Infra.Tests.MarketData;

/// <summary>Files of markets' real history, with the rows and defects that their manifest states.</summary>
public sealed class RealDataTests
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<DataImport>> Loaded = [];

    [Theory]
    [InlineData("crypto/BTCUSDT_binance_1h_2017-08_2023-12.csv.gz", "BTCUSDT", Timeframe.H1, Market.Crypto, 55_597)]
    [InlineData("crypto/ETHUSDT_binance_1h_2017-08_2022-10.csv.gz", "ETHUSDT", Timeframe.H1, Market.Crypto, 45_446)]
    [InlineData("crypto/BTCUSDT_binance_4h_2019-01_2025-11.csv.gz", "BTCUSDT", Timeframe.H4, Market.Crypto, 15_035)]
    [InlineData("crypto/BTCUSDT_binance_1d_2017-08_2024-03.csv", "BTCUSDT", Timeframe.D1, Market.Crypto, 2_394)]
    [InlineData("crypto/BTCUSDT_binance_1m_2024-12_rich.csv.gz", "BTCUSDT", Timeframe.M1, Market.Crypto, 41_761)]
    [InlineData("crypto/BTCUSDT_binance_1m_2021-03-26_2021-04-30.csv.gz", "BTCUSDT", Timeframe.M1, Market.Crypto, 50_000)]
    [InlineData("crypto/BTC-PERP_1m_2021-12-31_2022-02-01.csv.gz", "BTC-PERP", Timeframe.M1, Market.Crypto, 45_031)]
    [InlineData("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", "BTCUSDT", Timeframe.H1, Market.Crypto, 32_181)]
    [InlineData("crypto/ETHUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", "ETHUSDT", Timeframe.H1, Market.Crypto, 32_181)]
    [InlineData("crypto/BTCUSD_gemini_1h_2015-10_2020-12_raw.csv.gz", "BTCUSD", Timeframe.H1, Market.Crypto, 45_825)]
    [InlineData("crypto/ETHUSDT_binance_4h_raw-kline-12col_2022-12_2023-06.csv", "ETHUSDT", Timeframe.H4, Market.Crypto, 1_000)]
    [InlineData("crypto/BTCUSDT_binance-futures_1h_2020-08_2022-06_cdd.csv.gz", "BTCUSDT-PERP", Timeframe.H1, Market.Crypto, 16_319)]
    [InlineData("crypto/BTCUSDT_binance_1h_2019-01_2022-01_records.json.gz", "BTCUSDT", Timeframe.H1, Market.Crypto, 26_940)]
    [InlineData("equity/SPY_yahoo_1d_adjclose_1993-01_2021-09.csv.gz", "SPY", Timeframe.D1, Market.UsEquities, 7_212)]
    [InlineData("equity/QQQ_yahoo_1d_adjclose_2000-01_2023-07.csv.gz", "QQQ", Timeframe.D1, Market.UsEquities, 5_912)]
    [InlineData("equity/SPY_1d_raw_1993-01_2025-12.csv.gz", "SPY", Timeframe.D1, Market.UsEquities, 8_285)]
    [InlineData("equity/QQQ_1d_raw_1999-03_2025-12.csv.gz", "QQQ", Timeframe.D1, Market.UsEquities, 6_743)]
    [InlineData("equity/TLT_1d_raw_2002-07_2025-12.csv.gz", "TLT", Timeframe.D1, Market.UsEquities, 5_892)]
    [InlineData("equity/SPY_30min_ext_2021-03_2023-02.csv.gz", "SPY", Timeframe.M30, Market.UsEquities, 15_860)]
    [InlineData("equity/SPY_60min_ext_2021-03_2023-02.csv.gz", "SPY", Timeframe.H1, Market.UsEquities, 7_936)]
    [InlineData("equity/SPY_1min_rth_2025-09_2026-03.csv.gz", "SPY", Timeframe.M1, Market.UsEquities, 49_885)]
    [InlineData("equity/QQQ_1min_rth_2025-09_2026-03.csv.gz", "QQQ", Timeframe.M1, Market.UsEquities, 49_616)]
    [InlineData("equity/SPY_1h_2024-01_2026-01.csv.gz", "SPY", Timeframe.H1, Market.UsEquities, 3_491)]
    [InlineData("equity/lean/SPY_1h_1998-01_2021-03.zip", "SPY", Timeframe.H1, Market.UsEquities, 40_832)]
    [InlineData("equity/lean/SPY_1d.zip", "SPY", Timeframe.D1, Market.UsEquities, 5_849)]
    [InlineData("equity/lean/QQQ_1d.zip", "QQQ", Timeframe.D1, Market.UsEquities, 3_964)]
    [InlineData("equity/lean/EEM_1d.zip", "EEM", Timeframe.D1, Market.UsEquities, 5_245)]
    [InlineData("equity/lean/FB_1d.zip", "FB", Timeframe.D1, Market.UsEquities, 2_947)]
    [InlineData("macro/VIX_daily_ohlc_1990-01_2026-07.csv", "VIX", Timeframe.D1, Market.Macro, 9_235)]
    [InlineData("stocks/AAPL_1d_raw.csv.gz", "AAPL", Timeframe.D1, Market.UsEquities, 5_888)]
    [InlineData("stocks/GOOG_1d_2004-2013.csv", "GOOG", Timeframe.D1, Market.UsEquities, 2_148)]
    [InlineData("stocks/YHOO_1d_1996-2015_delisted.csv.gz", "YHOO", Timeframe.D1, Market.UsEquities, 4_965)]
    public void Load_FileOfOneSeries_IsRecognisedWithEveryRowAccountedFor(string name, string symbol, Timeframe timeframe, Market market, int rows)
    {
        var import = Load(name);

        Assert.Equal((symbol, timeframe, market, rows), (import.Series!.Symbol, import.Series.Timeframe, import.Source.Market, import.Rows));
        var duplicates = import.Counts.Where(count => count is { Defect: DataDefect.DuplicateDiffering, Action: DefectAction.Repair }).Sum(count => count.Count);
        Assert.Equal(rows, import.Kept + import.Quarantined + duplicates);
        Assert.Equal(64, import.Origin.SourceSha256!.Length);
    }

    [Theory]
    [InlineData("crypto/ETHUSDT_binance_1h_2017-08_2022-10.csv.gz", DataDefect.Gap, DefectAction.Flag, 27)]
    [InlineData("crypto/ETHUSDT_binance_1h_2017-08_2022-10.csv.gz", DataDefect.BadTick, DefectAction.Repair, 1)]
    [InlineData("crypto/BTCUSDT_binance_4h_2019-01_2025-11.csv.gz", DataDefect.Gap, DefectAction.Flag, 4)]
    [InlineData("crypto/BTCUSDT_binance_1m_2021-03-26_2021-04-30.csv.gz", DataDefect.Gap, DefectAction.Flag, 2)]
    [InlineData("crypto/BTCUSDT_binance_1h_2019-01_2022-01_records.json.gz", DataDefect.Gap, DefectAction.Flag, 19)]
    [InlineData("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", DataDefect.DuplicateDiffering, DefectAction.Repair, 2_649)]
    [InlineData("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", DataDefect.Descending, DefectAction.Repair, 1)]
    [InlineData("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", DataDefect.Banner, DefectAction.Flag, 1)]
    [InlineData("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", DataDefect.MixedTimeUnits, DefectAction.Repair, 1)]
    [InlineData("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", DataDefect.BadTick, DefectAction.Repair, 1)]
    [InlineData("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", DataDefect.Gap, DefectAction.Flag, 4)]
    [InlineData("crypto/BTCUSD_gemini_1h_2015-10_2020-12_raw.csv.gz", DataDefect.NonPositivePrice, DefectAction.QuarantineRow, 1)]
    [InlineData("crypto/BTCUSD_gemini_1h_2015-10_2020-12_raw.csv.gz", DataDefect.Gap, DefectAction.Flag, 3)]
    [InlineData("equity/SPY_30min_ext_2021-03_2023-02.csv.gz", DataDefect.EndLabels, DefectAction.Repair, 1)]
    [InlineData("equity/SPY_60min_ext_2021-03_2023-02.csv.gz", DataDefect.EndLabels, DefectAction.Repair, 1)]
    [InlineData("equity/SPY_1h_2024-01_2026-01.csv.gz", DataDefect.OffGrid, DefectAction.Flag, 1)]
    [InlineData("equity/QQQ_1min_rth_2025-09_2026-03.csv.gz", DataDefect.VolumeBreak, DefectAction.Flag, 3)]
    [InlineData("equity/lean/QQQ_1d.zip", DataDefect.TickerReuse, DefectAction.QuarantineRow, 1)]
    [InlineData("equity/lean/FB_1d.zip", DataDefect.TickerReuse, DefectAction.QuarantineRow, 1)]
    [InlineData("equity/lean/EEM_1d.zip", DataDefect.TickerReuse, DefectAction.QuarantineRow, 1)]
    [InlineData("stocks/AAPL_1d_raw.csv.gz", DataDefect.UnadjustedSplit, DefectAction.Flag, 4)]
    [InlineData("macro/VIX_daily_ohlc_1990-01_2026-07.csv", DataDefect.InconsistentPrices, DefectAction.Repair, 42)]
    [InlineData("macro/VIX_daily_ohlc_1990-01_2026-07.csv", DataDefect.InconsistentPrices, DefectAction.QuarantineRow, 5)]
    [InlineData("macro/VIX_daily_ohlc_1990-01_2026-07.csv", DataDefect.NoVolume, DefectAction.Flag, 1)]
    [InlineData("macro/DGS2_fred_1980_2025.csv", DataDefect.MissingValue, DefectAction.Flag, 502)]
    [InlineData("macro/T10Y2Y_fred_with-blanks_1980-01_2025-12.csv", DataDefect.MissingValue, DefectAction.Flag, 502)]
    [InlineData("macro/VIXCLS_fred_1990-01_2025-12.csv", DataDefect.MissingValue, DefectAction.Flag, 300)]
    [InlineData("macro/ISM_MAN_PMI_monthly_1948-01_2021-12.csv", DataDefect.Descending, DefectAction.Repair, 1)]
    [InlineData("perp/funding_BTC-USDT_binance_8h_2020-2023.csv.gz", DataDefect.ShiftedTimes, DefectAction.Repair, 1)]
    public void Load_DefectiveFile_MeetsTheManifestsDefectsByDefault(string name, DataDefect defect, DefectAction action, int count) =>
        Assert.Equal(count, Assert.Single(Load(name).Counts, found => (found.Defect, found.Action) == (defect, action)).Count);

    [Theory]
    [InlineData("crypto/ETHUSDT_binance_1h_2017-08_2022-10.csv.gz", 127)]
    [InlineData("crypto/BTCUSDT_binance_4h_2019-01_2025-11.csv.gz", 5)]
    [InlineData("crypto/BTCUSDT_binance_1d_2017-08_2024-03.csv", 0)]
    [InlineData("crypto/BTCUSDT_binance_1m_2021-03-26_2021-04-30.csv.gz", 434)]
    [InlineData("crypto/BTCUSDT_binance_1h_2019-01_2022-01_records.json.gz", 59)]
    [InlineData("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz", 9)]
    [InlineData("crypto/ETHUSDT_binance_4h_raw-kline-12col_2022-12_2023-06.csv", 0)]
    [InlineData("crypto/BTCUSDT_binance-futures_1h_2020-08_2022-06_cdd.csv.gz", 0)]
    public void Load_CryptoFile_LacksTheManifestsBars(string name, int missing)
    {
        var series = Load(name).Series!;

        var span = (series.OpenTicks[^1] - series.OpenTicks[0]) / series.Timeframe.Length().Ticks;
        Assert.Equal(missing, span + 1 - series.Count);
    }

    [Theory]
    [InlineData("BTCUSDT", 116)]
    [InlineData("ETHUSDT", 118)]
    public void Load_CryptoDataDownload_HasTheManifestsFillersAndTheirRealNeighbours(string symbol, int fillers)
    {
        var import = Load($"crypto/{symbol}_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz");
        var bars = Enumerable.Range(0, import.Kept).Select(i => import.Series![i]).ToArray();

        Assert.Equal(fillers, bars.Count(bar => bar.Volume == 0 && bar.High == bar.Low));
        Assert.True(bars[0].High < bars[1].High * 1.01, $"{bars[0]}");

        // Of rows that differ, those that count trades agree with what the exchange itself publishes.
        var exchange = Load($"crypto/{symbol}_binance_1h_2017-08_{(symbol == "BTCUSDT" ? "2023-12" : "2022-10")}.csv.gz").Series!;
        var doubled = bars.Where(bar => bar.OpenTime >= new DateTime(2020, 8, 2) && bar.OpenTime < new DateTime(2020, 11, 20)).ToArray();
        Assert.Equal(2_640, doubled.Length);
        Assert.All(doubled, bar => Assert.Equal(exchange.Close[exchange.OpenTicks.BinarySearch(bar.OpenTime.Ticks)], bar.Close));
    }

    [Fact]
    public void Load_MinuteBarsLabelledByTheirClose_OpenOnTheMinute()
    {
        // 2024-12-01 00:00:59.999+01:00, in the last column, closes the bar of 23:00 UTC.
        var import = Load("crypto/BTCUSDT_binance_1m_2024-12_rich.csv.gz");

        Assert.Equal(new DateTime(2024, 11, 30, 23, 0, 0, DateTimeKind.Utc), import.Series!.OpenTime(0));
        Assert.DoesNotContain(import.Issues, issue => issue.Action != DefectAction.Flag);
    }

    [Theory]
    [InlineData("equity/SPY_30min_ext_2021-03_2023-02.csv.gz")]
    [InlineData("equity/SPY_60min_ext_2021-03_2023-02.csv.gz")]
    public void Load_ExtendedHoursLabelledByTheirEnd_OpenAtFourInNewYork(string name)
    {
        var series = Load(name).Series!;

        Assert.Equal(new DateTime(2021, 3, 10, 9, 0, 0, DateTimeKind.Utc), series.OpenTime(0));
        var length = series.Timeframe.Length();
        var times = series.OpenTicks.ToArray().Select(ticks => new DateTime(NewYorkTime.FromUtc(ticks)).TimeOfDay).ToArray();
        Assert.Equal(TimeSpan.FromHours(4), times.Min());
        // Eight days have a late print.
        Assert.Equal(8, times.Count(time => time > TimeSpan.FromHours(20) - length));
    }

    [Fact]
    public void Load_MinutesOfTheRegularSession_OpenAtHalfPastNineInNewYork()
    {
        var series = Load("equity/SPY_1min_rth_2025-09_2026-03.csv.gz").Series!;

        Assert.Equal(new DateTime(2025, 9, 15, 13, 30, 0, DateTimeKind.Utc), series.OpenTime(0));
        Assert.Equal(new DateTime(2026, 3, 19, 19, 59, 0, DateTimeKind.Utc), series.OpenTime(series.Count - 1));
        Assert.Contains(Load("equity/SPY_1min_rth_2025-09_2026-03.csv.gz").Notes, note => note.Contains("America/New_York", StringComparison.Ordinal));
    }

    [Fact]
    public void LoadFolder_LeanZips_DividesPricesAndJoinsDays()
    {
        var imports = MarketDataFolder.Load(Find("equity/lean"), ImportPolicy.Default).ToArray();

        var minutes = imports.Where(import => import.Series?.Timeframe == Timeframe.M1).ToDictionary(import => import.Series!.Symbol);
        Assert.Equal(["SPY", "SPY.ASK", "SPY.BID"], minutes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new DateTime(2013, 10, 7, 8, 0, 0, DateTimeKind.Utc), minutes["SPY"].Series!.OpenTime(0));
        Assert.Equal((167.41, 167.41, 167.25, 167.27, 3197), Columns(minutes["SPY"].Series![0]));
        Assert.Equal((167.27, 167.27, 167.15, 167.25, 300), Columns(minutes["SPY.BID"].Series![0]));
        Assert.Equal(4_128, minutes["SPY"].Rows);
        Assert.EndsWith("SPY_1min_20131011_trade.zip", minutes["SPY"].Source.File, StringComparison.Ordinal);
        Assert.All(imports.Where(import => import.Series is not null), import => Assert.Equal(("Lean", PriceAdjustment.Raw), (import.Origin.Vendor, import.Origin.Adjustment)));
        Assert.Equal(9, imports.Count(import => import.IsRefused && import.Issues[^1].Reason.Contains("factor file", StringComparison.Ordinal)));
    }

    [Fact]
    public void Load_TickerThatPassedOn_KeepsThePresentCompany()
    {
        Assert.Equal(new DateTime(2012, 5, 18), Load("equity/lean/FB_1d.zip").Series!.OpenTime(0).Date);
        Assert.Equal(new DateTime(2003, 4, 11), Load("equity/lean/EEM_1d.zip").Series!.OpenTime(0).Date);
        Assert.Equal(new DateTime(2006, 4, 10), Load("equity/lean/USO_1d.zip").Series!.OpenTime(0).Date);
    }

    [Theory]
    [InlineData("coin_Bitcoin.csv.gz", "BTC", 2_991)]
    [InlineData("coin_Cardano.csv.gz", "ADA", 1_374)]
    [InlineData("coin_Iota.csv.gz", "MIOTA", 1_484)]
    public void Load_CoinMarketCap_TakesTheSymbolOfTheRowsAndLabelsDays(string name, string symbol, int rows)
    {
        var imports = LoadAll($"crypto_mcap/{name}");

        var (bars, caps) = (imports[0].Series!, imports[1].Observations!);
        Assert.Equal((symbol, Timeframe.D1, rows), (bars.Symbol, bars.Timeframe, bars.Count));
        Assert.Equal(($"{symbol}.marketcap", rows), (caps.Symbol, caps.Count));
        Assert.All(bars.OpenTicks.ToArray(), ticks => Assert.Equal(0, ticks % TimeSpan.TicksPerDay));
        Assert.Equal(bars.OpenTicks[0] + TimeSpan.TicksPerDay, caps.KnownTicks[0]);
        Assert.Equal(new DateTime(2021, 7, 6), bars.OpenTime(bars.Count - 1).Date);
    }

    [Fact]
    public void Load_CoinMarketCap_CountsVolumeInCoins()
    {
        // 2021-07-06: volume 26,501,259,870 dollars at a close of 34,235.19.
        var bars = LoadAll("crypto_mcap/coin_Bitcoin.csv.gz")[0].Series!;

        Assert.Equal(26_501_259_870, bars.Volume[^1] * bars.Close[^1], 1.0);
    }

    [Theory]
    [InlineData("coin_Bitcoin_CORRUPTED_excel-locale.csv.gz", 2_868, 2_991)]
    [InlineData("coin_Cardano_CORRUPTED_excel-locale.csv.gz", 933, 1_374)]
    public void Load_NumbersOfAnotherLocale_AreRefused(string name, int bad, int rows)
    {
        var imports = LoadAll($"crypto_mcap/{name}");

        Assert.All(imports, import => Assert.True(import.IsRefused));
        Assert.Equal((rows, bad, DataDefect.TooManyQuarantined), (imports[0].Rows, imports[0].Quarantined, imports[0].Issues[^1].Defect));
        Assert.Equal(bad, imports[0].Count(DataDefect.BadNumber));
    }

    [Theory]
    [InlineData("bitcoin", "2013-04-28", 0)]
    [InlineData("litecoin", "2013-04-28", 0)]
    [InlineData("xrp", "2013-08-04", 98)]
    [InlineData("stellar", "2014-08-05", 464)]
    [InlineData("tether", "2015-02-25", 673)]
    [InlineData("ethereum", "2015-08-07", 831)]
    [InlineData("eos", "2017-07-01", 1_525)]
    [InlineData("bitcoin-cash", "2017-07-23", 1_547)]
    [InlineData("binance-coin", "2017-07-25", 1_549)]
    [InlineData("cardano", "2017-10-01", 1_617)]
    [InlineData("tezos", "2017-10-02", 1_618)]
    [InlineData("bitcoin-sv", "2018-11-09", 2_021)]
    public void Load_TwelveCoins_LeavesOutRowsCopiedFromAnotherCoin(string coin, string first, int copied)
    {
        var imports = LoadAll("crypto_mcap/coinmarketcap_12coins_long_2013-2019.csv.gz");

        Assert.Equal(24, imports.Count);
        var bars = imports.Single(import => import.Series?.Symbol == coin);
        Assert.Equal((2_412, copied, 2_412 - copied), (bars.Rows, bars.Quarantined, bars.Kept));
        Assert.Equal(DateTime.Parse(first, null), bars.Series!.OpenTime(0));
        Assert.Equal(2_412 - copied, imports.Single(import => import.Observations?.Symbol == $"{coin}.marketcap").Kept);
    }

    [Fact]
    public void Load_WideTable_GivesOneSeriesPerColumn()
    {
        var imports = LoadAll("stocks/skfolio_sp500_20stocks_close_1990_2022.csv.gz");

        Assert.Equal(20, imports.Count);
        Assert.All(imports, import => Assert.Equal((8_313, 8_313, Timeframe.D1), (import.Rows, import.Kept, import.Series!.Timeframe)));
        Assert.All(imports, import => Assert.Equal((1, 1), (import.Count(DataDefect.CloseOnly), import.Count(DataDefect.NoVolume))));
    }

    [Fact]
    public void Load_FundingOfBinance_StandsOnTheEightHourGridOfUtc()
    {
        var import = Load("perp/funding_BTC-USDT_binance_8h_2020-2023.csv.gz");

        var rates = import.Observations!;
        Assert.Equal(("BTC-USDT.funding", 4_383), (rates.Symbol, rates.Count));
        Assert.Equal(new DateTime(2020, 1, 1), new DateTime(rates.ReferenceTicks[0]));
        Assert.All(rates.ReferenceTicks.ToArray(), ticks => Assert.Equal(0, ticks % (8 * TimeSpan.TicksPerHour)));
        Assert.Equal(rates.ReferenceTicks.ToArray(), rates.KnownTicks.ToArray());
        Assert.Contains("2233 times", import.Issues.Single(issue => issue.Defect == DataDefect.Jitter).Reason, StringComparison.Ordinal);
        Assert.Contains("UTC+3", import.Issues.Single(issue => issue.Defect == DataDefect.ShiftedTimes).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FundingOfDydx_IsHourly()
    {
        var rates = Load("perp/funding_BTC-USDT_dydx_1h_2022-2023.csv.gz").Observations!;

        Assert.Equal(17_520, rates.Count);
        Assert.Equal(TimeSpan.TicksPerHour, rates.ReferenceTicks[1] - rates.ReferenceTicks[0]);
    }

    [Theory]
    [InlineData("macro/VIXCLS_fred_1990-01_2025-12.csv", "VIXCLS", 9_391 - 300)]
    [InlineData("macro/T10Y2Y_fred_with-blanks_1980-01_2025-12.csv", "T10Y2Y", 12_002 - 502)]
    [InlineData("macro/T10Y2Y_fred_1990-01_2026-07.csv", "T10Y2Y", 9_149)]
    [InlineData("macro/T10Y3M_fred_1990-01_2026-07.csv", "T10Y3M", 9_149)]
    [InlineData("macro/ISM_MAN_PMI_monthly_1948-01_2021-12.csv", "PMI", 888)]
    [InlineData("macro/DGS2_fred_1980_2025.csv", "DGS2", 12_001 - 502)]
    [InlineData("macro/FEDFUNDS_fred_monthly.csv", "FEDFUNDS", 551)]
    public void Load_MacroFigures_AreKnownAfterTheirDate(string name, string symbol, int count)
    {
        var import = Load(name);

        var figures = import.Observations!;
        Assert.Equal((symbol, count, Market.Macro), (figures.Symbol, figures.Count, import.Source.Market));
        Assert.All(Enumerable.Range(0, figures.Count), i => Assert.True(figures.KnownTicks[i] >= figures.ReferenceTicks[i] + TimeSpan.TicksPerDay));
    }

    [Fact]
    public void Load_IndexMembers_AreNoBars() =>
        Assert.Equal(DataDefect.Unsupported, Assert.Single(Load("stocks/sp500_ticker_start_end.csv").Issues).Defect);

    [Fact]
    public void Resample_BitcoinHours_EqualTheFourHourFileOnceInterpolatedBarsAreLeftOut()
    {
        var fours = Load("crypto/BTCUSDT_binance_4h_2019-01_2025-11.csv.gz").Series!;
        var imported = Load("crypto/BTCUSDT_binance_1h_2017-08_2023-12.csv.gz").Series!;
        var keepAll = ImportPolicy.Default.With(DataDefect.Fabricated, DefectAction.Flag);
        var raw = Assert.Single(MarketDataFile.Load(Find("crypto/BTCUSDT_binance_1h_2017-08_2023-12.csv.gz"), keepAll)).Series!;

        // The hourly file hides exchange outages behind interpolated bars. With them, 20 of the buckets that both files have differ in a price
        // by more than a tick, one by a tick, seven in volume alone; five exist in the hourly file only, at the four-hour file's gaps.
        Assert.Equal((10_883, 20, 1, 7, 5), Compare(Resampler.Resample(raw, Timeframe.H4).Series, fours));

        // Without them every price is the vendor's, but for one tick on 2023-03-24 12:00, where an hour is filled in after a partial one.
        Assert.Equal((10_883, 0, 1, 2, 0), Compare(Resampler.Resample(imported, Timeframe.H4).Series, fours));
    }

    [Fact]
    public void Resample_EtherHours_GivesAlignedBarsAndCountsIncompleteOnes()
    {
        var hours = Load("crypto/ETHUSDT_binance_1h_2017-08_2022-10.csv.gz").Series!;

        var (fours, incomplete) = Resampler.Resample(hours, Timeframe.H4);

        Assert.Equal((11_378, 38), (fours.Count, incomplete));
        Assert.Equal(new DateTime(2017, 8, 17, 4, 0, 0, DateTimeKind.Utc), fours.OpenTime(0));
        Assert.Equal(hours.Volume.ToArray().Sum(), fours.Volume.ToArray().Sum(), 1e-3);
        Assert.All(Enumerable.Range(0, fours.Count), i => Assert.Equal(0, fours.OpenTime(i).Hour % 4));
    }

    private static (int Common, int ByPrice, int ByTick, int ByVolume, int Invented) Compare(BarSeries resampled, BarSeries vendor)
    {
        var (common, byPrice, byTick, byVolume, invented) = (0, 0, 0, 0, 0);
        for (var i = 0; i < resampled.Count - 1; i++)
        {
            if (resampled.OpenTicks[i] < vendor.OpenTicks[0])
                continue;
            var at = vendor.OpenTicks.BinarySearch(resampled.OpenTicks[i]);
            if (at < 0)
            {
                invented++;
                continue;
            }

            common++;
            var (a, b) = (resampled[i], vendor[at]);
            var difference = Math.Max(
                Math.Max(Math.Abs(a.Open - b.Open), Math.Abs(a.High - b.High)), Math.Max(Math.Abs(a.Low - b.Low), Math.Abs(a.Close - b.Close)));
            byPrice += difference > 0.011 ? 1 : 0;
            byTick += difference is > 0 and <= 0.011 ? 1 : 0;
            byVolume += difference == 0 && Math.Abs(a.Volume - b.Volume) >= 1e-6 ? 1 : 0;
        }

        return (common, byPrice, byTick, byVolume, invented);
    }

    private static (double Open, double High, double Low, double Close, double Volume) Columns(Bar bar) =>
        (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);

    private static DataImport Load(string name) => Assert.Single(LoadAll(name));

    // Many tests look at one file.
    private static IReadOnlyList<DataImport> LoadAll(string name) => Loaded.GetOrAdd(Find(name), path => MarketDataFile.Load(path, ImportPolicy.Default));

    private static string Find(string name)
    {
        Assert.SkipUnless(RepositoryPaths.Shared is not null, "There is no folder 'shared' beside the repository.");
        return Path.Combine(RepositoryPaths.Shared!, "data", name);
    }
}
