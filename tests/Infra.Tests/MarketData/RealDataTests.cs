using Serverless.Core.MarketData;
using Serverless.Infra.MarketData;
using Serverless.Testing;

namespace Serverless.Infra.Tests.MarketData;

/// <summary>Files of a market's real history, with the counts and defects that their manifest states.</summary>
public sealed class RealDataTests
{
    [Theory]
    [InlineData("crypto/BTCUSDT_binance_1h_2017-08_2023-12.csv.gz", Timeframe.H1, 55_597, 0, 0)]
    [InlineData("crypto/ETHUSDT_binance_1h_2017-08_2022-10.csv.gz", Timeframe.H1, 45_446, 27, 127)]
    [InlineData("crypto/BTCUSDT_binance_4h_2019-01_2025-11.csv.gz", Timeframe.H4, 15_035, 4, 5)]
    [InlineData("crypto/BTCUSDT_binance_1d_2017-08_2024-03.csv", Timeframe.D1, 2_394, 0, 0)]
    [InlineData("crypto/BTCUSDT_binance_1m_2021-03-26_2021-04-30.csv.gz", Timeframe.M1, 50_000, 2, 434)]
    [InlineData("crypto/ETHUSDT_binance_4h_raw-kline-12col_2022-12_2023-06.csv", Timeframe.H4, 1_000, 0, 0)]
    [InlineData("crypto/BTC-PERP_1m_2021-12-31_2022-02-01.csv.gz", Timeframe.M1, 45_031, 0, 0)]
    public void Load_CryptoFile_HasTheManifestsRowsAndGaps(string name, Timeframe timeframe, int rows, int gaps, int missing)
    {
        var import = Load(name);

        var series = import.Series!;
        Assert.Equal((timeframe, rows, rows), (series.Timeframe, series.Count, import.Rows));
        Assert.All(import.Issues, issue => Assert.Equal((DataDefect.Gap, DefectAction.Flag), (issue.Defect, issue.Action)));
        Assert.Equal(gaps, import.Issues.Count);
        var span = (series.OpenTicks[^1] - series.OpenTicks[0]) / timeframe.Length().Ticks;
        Assert.Equal(missing, span + 1 - series.Count);
    }

    [Theory]
    [InlineData("equity/SPY_1d_raw_1993-01_2025-12.csv.gz", 8_285)]
    [InlineData("equity/SPY_yahoo_1d_adjclose_1993-01_2021-09.csv.gz", 7_212)]
    [InlineData("equity/QQQ_1d_raw_1999-03_2025-12.csv.gz", 6_743)]
    [InlineData("stocks/AAPL_1d_raw.csv.gz", 5_888)]
    public void Load_DailyEquity_HasEverySession(string name, int rows)
    {
        var import = Load(name);

        Assert.Equal((rows, Timeframe.D1), (import.Series!.Count, import.Series.Timeframe));
        Assert.Empty(import.Issues);
    }

    [Fact]
    public void Load_MinuteBarsLabelledByTheirClose_OpenOnTheMinute()
    {
        // 2024-12-01 00:00:59.999+01:00, in the last column, closes the bar of 23:00 UTC.
        var import = Load("crypto/BTCUSDT_binance_1m_2024-12_rich.csv.gz");

        Assert.Empty(import.Issues);
        Assert.Equal(41_761, import.Series!.Count);
        Assert.Equal(new DateTime(2024, 11, 30, 23, 0, 0, DateTimeKind.Utc), import.Series.OpenTime(0));
    }

    [Fact]
    public void Load_DirtyExport_IsRefusedForItsDuplicates()
    {
        var import = Load("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz");

        Assert.Null(import.Series);
        Assert.Equal([DataDefect.Banner, DataDefect.Descending, DataDefect.DuplicateDiffering], import.Issues.Select(issue => issue.Defect));
        Assert.Equal(DefectAction.RefuseFile, import.Issues[^1].Action);
    }

    [Fact]
    public void Load_DirtyExportWithALenientPolicy_KeepsOneRowPerHour()
    {
        var lenient = ImportPolicy.Default.With(DataDefect.DuplicateDiffering, DefectAction.QuarantineRow) with { MaxQuarantinedShare = 0.1 };

        var import = MarketDataFile.Load(Find("crypto/BTCUSDT_cryptodatadownload_1h_2017-08_2020-12_raw.csv.gz"), lenient);

        Assert.Equal((32_181, 2_649, 32_181 - 2_649), (import.Rows, import.Quarantined, import.Series!.Count));
        Assert.Equal(4, import.Issues.Count(issue => issue.Defect == DataDefect.Gap));
    }

    [Fact]
    public void Load_ZeroPriceInTheFirstBar_IsQuarantinedWithItsLine()
    {
        var import = Load("crypto/BTCUSD_gemini_1h_2015-10_2020-12_raw.csv.gz");

        var issue = import.Issues.Single(issue => issue.Action == DefectAction.QuarantineRow);
        Assert.Equal((45_827, DataDefect.NonPositivePrice), (issue.Line, issue.Defect));
        Assert.Equal(45_824, import.Series!.Count);
    }

    [Fact]
    public void Load_NumbersOfAnotherLocale_AreRefused()
    {
        var import = Load("crypto_mcap/coin_Bitcoin_CORRUPTED_excel-locale.csv.gz");

        Assert.Null(import.Series);
        Assert.Equal((2_991, 2_991, DataDefect.TooManyQuarantined), (import.Rows, import.Quarantined, import.Issues[^1].Defect));
    }

    [Fact]
    public void LoadFolder_AllOfCrypto_AccountsForEveryFile()
    {
        var imports = MarketDataFolder.Load(Find("crypto"), ImportPolicy.Default);

        Assert.Equal(12, imports.Count);
        Assert.All(imports.Where(import => import.Series is null), import => Assert.Equal(DefectAction.RefuseFile, import.Issues[^1].Action));
        var series = imports.Select(import => import.Series).OfType<BarSeries>().ToArray();
        Assert.Equal(series.Length, series.Select(s => (s.Symbol, s.Timeframe)).Distinct().Count());
        Assert.Contains(series, s => (s.Symbol, s.Timeframe, s.Count) == ("BTCUSDT", Timeframe.H1, 55_597));
        Assert.Contains(series, s => (s.Symbol, s.Timeframe, s.Count) == ("BTCUSDT", Timeframe.H4, 15_035));
    }

    [Fact]
    public void Resample_BitcoinHours_DisagreesWithTheFourHourFileOnlyAtFabricatedBars()
    {
        var fours = Load("crypto/BTCUSDT_binance_4h_2019-01_2025-11.csv.gz").Series!;
        var (resampled, incomplete) = Resampler.Resample(Load("crypto/BTCUSDT_binance_1h_2017-08_2023-12.csv.gz").Series!, Timeframe.H4);

        // The hourly file hides exchange outages behind interpolated bars. Measured over the 10,883 complete buckets that both have: 20
        // differ in a price by more than a tick, one by a tick, seven in volume alone; five exist in the hourly file only, at the four-hour
        // file's gaps. Each that differs has more volume, since a fabricated bar adds some.
        var (common, byPrice, byTick, byVolume, invented) = (0, 0, 0, 0, 0);
        for (var i = 0; i < resampled.Count - 1; i++)
        {
            if (resampled.OpenTicks[i] < fours.OpenTicks[0])
                continue;
            var at = fours.OpenTicks.BinarySearch(resampled.OpenTicks[i]);
            if (at < 0)
            {
                invented++;
                continue;
            }

            common++;
            var (a, b) = (resampled[i], fours[at]);
            var difference = Math.Max(
                Math.Max(Math.Abs(a.Open - b.Open), Math.Abs(a.High - b.High)), Math.Max(Math.Abs(a.Low - b.Low), Math.Abs(a.Close - b.Close)));
            var extraVolume = a.Volume - b.Volume;
            if (difference == 0 && Math.Abs(extraVolume) < 1e-6)
                continue;
            Assert.True(extraVolume > 1, $"{a} {b}");
            byPrice += difference > 0.011 ? 1 : 0;
            byTick += difference is > 0 and <= 0.011 ? 1 : 0;
            byVolume += difference == 0 ? 1 : 0;
        }

        Assert.Equal((10_883, 20, 1, 7, 5), (common, byPrice, byTick, byVolume, invented));
        Assert.Equal((13_900, 1), (resampled.Count, incomplete));
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

    private static DataImport Load(string name) => MarketDataFile.Load(Find(name), ImportPolicy.Default);

    private static string Find(string name)
    {
        Assert.SkipUnless(RepositoryPaths.Shared is not null, "There is no folder 'shared' beside the repository.");
        return Path.Combine(RepositoryPaths.Shared!, "data", name);
    }
}
