using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData;

/// <summary>Formats that are recognised without being told, each in a few lines.</summary>
public sealed class FormatTests
{
    private const string Minutes = "BTCUSDT-1m-2024-01.csv";

    [Theory]
    [InlineData("1704067200000,1.0,2.0,1.0,1.5,3,1704067259999,9,7,1,1,0", "1704067260000,1.5,2.0,1.0,1.2,3,1704067319999,9,7,1,1,0")]
    [InlineData("1704067200000000,1.0,2.0,1.0,1.5,3,1704067259999999,9,7,1,1,0", "1704067260000000,1.5,2.0,1.0,1.2,3,1704067319999999,9,7,1,1,0")]
    public void Read_BinanceDumpWithoutHeader_IsRecognised(string first, string second)
    {
        var import = One($"{first}\n{second}\n", Minutes);

        Assert.Equal(new Bar(Utc(2024, 1, 1), 1, 2, 1, 1.5, 3), import.Series![0]);
        Assert.Equal((Timeframe.M1, "BTCUSDT", "Binance"), (import.Series.Timeframe, import.Series.Symbol, import.Origin.Vendor));
        Assert.Empty(import.Issues);
    }

    [Theory]
    [InlineData("[[1704067200000,\"1.0\",\"2.0\",\"1.0\",\"1.5\",\"3\",1704067259999,\"9\",7,\"1\",\"1\",\"0\"],[1704067260000,\"1.5\",\"2.0\",\"1.0\",\"1.2\",\"3\",1704067319999,\"9\",7,\"1\",\"1\",\"0\"]]")]
    [InlineData("[{\"date\":\"2024-01-01T00:00:00.000Z\",\"open\":1,\"high\":2,\"low\":1.0,\"close\":1.5,\"volume\":3},{\"date\":\"2024-01-01T00:01:00.000Z\",\"close\":1.2,\"open\":1,\"high\":2,\"low\":1.0,\"volume\":3}]")]
    [InlineData("{\"bars\":[{\"t\":\"2024-01-01T00:00:00Z\",\"o\":1,\"h\":2,\"l\":1,\"c\":1.5,\"v\":3},{\"t\":\"2024-01-01T00:01:00Z\",\"o\":1,\"h\":2,\"l\":1,\"c\":1.5,\"v\":3}],\"next_page_token\":null}")]
    [InlineData("{\"time\":1704067200,\"open\":1,\"high\":2,\"low\":1,\"close\":1.5,\"volume\":3}\n{\"time\":1704067260,\"open\":1,\"high\":2,\"low\":1,\"close\":1.2,\"volume\":3}\n")]
    public void Read_Json_GivesBars(string json)
    {
        var import = One(json, Minutes);

        Assert.Equal(new Bar(Utc(2024, 1, 1), 1, 2, 1, 1.5, 3), import.Series![0]);
        Assert.Equal(2, import.Kept);
    }

    [Fact]
    public void Read_JsonRecordWithABadNumber_NamesTheRecord()
    {
        var records = Enumerable.Range(0, 4).Select(i => $"{{\"time\":{1704067200 + (i * 60)},\"open\":1,\"high\":2,\"low\":1,\"close\":{(i == 2 ? "null" : $"1.{i * i}")},\"volume\":3}}");

        var import = One($"[{string.Join(',', records)}]", Minutes);

        Assert.Equal((3, DataDefect.BadNumber, "close is empty"), (import.Issues[0].Line, import.Issues[0].Defect, import.Issues[0].Reason));
    }

    [Theory]
    [InlineData("[1,2,3")]
    [InlineData("{\"a\":1}")]
    [InlineData("[]")]
    public void Read_JsonWithoutRows_IsRefused(string json) => Assert.True(One(json, Minutes).IsRefused);

    [Fact]
    public void Read_LeanMinutes_CountFromMidnightInNewYork()
    {
        // 09:30 in October is 13:30 UTC.
        var import = One("34200000,1674100,1674300,1672500,1672700,3197\n34260000,1672500,1672500,1672500,1672500,1150\n", "20131007_spy_minute_trade.csv");

        Assert.Equal(new Bar(new DateTime(2013, 10, 7, 13, 30, 0, DateTimeKind.Utc), 167.41, 167.43, 167.25, 167.27, 3197), import.Series![0]);
        Assert.Equal(("Lean", PriceAdjustment.Raw), (import.Origin.Vendor, import.Origin.Adjustment));
    }

    [Fact]
    public void Read_LeanMinutesWithoutADate_AreRefusedWithTheRemedy()
    {
        var import = One("34200000,1674100,1674300,1672500,1672700,3197\n", "spy.csv");

        Assert.Contains("yyyyMMdd", Assert.Single(import.Issues).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LeanQuotesWithAnEmptySide_GiveTwoSeries()
    {
        var text = "34200000,1672700,1672700,1671500,1672500,300,1680000,1680000,1672600,1672700,200\n34260000,,,,,,1672700,1674900,1672400,1672400,100\n34320000,1672600,1672700,1671500,1672500,300,1680000,1680000,1672600,1672700,200\n";

        var imports = Read(text, "20131007_spy_minute_quote.csv");

        Assert.Equal([("SPY.BID", 2), ("SPY.ASK", 3)], imports.Select(import => (import.Series!.Symbol, import.Kept)));
        Assert.Equal(1, imports[0].Count(DataDefect.MissingValue));
    }

    [Fact]
    public void Read_NaiveIntradayOfEquities_IsNewYorkAndSaysSo()
    {
        var import = One("time,open,high,low,close,volume\n2024-07-01 09:30:00,1,2,1,1.5,3\n2024-07-01 09:31:00,1,2,1,1.2,3\n2024-07-01 09:32:00,1,2,1,1.9,3\n", "SPY_1min.csv");

        Assert.Equal(new DateTime(2024, 7, 1, 13, 30, 0, DateTimeKind.Utc), import.Series!.OpenTime(0));
        Assert.Equal("times name no zone and were taken as America/New_York, by the kind of market", Assert.Single(import.Notes));
    }

    [Fact]
    public void Read_DailyStampsWithNewYorksOffset_AreLabelledByTheirDate()
    {
        var import = One("Date,Open,High,Low,Close,Volume\n2024-03-07 00:00:00-05:00,1,2,1,1.5,3\n2024-03-08 00:00:00-05:00,1,2,1,1.2,3\n2024-03-11 00:00:00-04:00,1,2,1,1.9,3\n", "SPY.csv");

        Assert.Equal([Utc(2024, 3, 7), Utc(2024, 3, 8), Utc(2024, 3, 11)], Enumerable.Range(0, 3).Select(import.Series!.OpenTime));
        Assert.DoesNotContain(import.Issues, issue => issue.Defect == DataDefect.Gap);
    }

    [Fact]
    public void Read_EndsOfDays_AreLabelledByTheirDate()
    {
        var import = One("SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap\n1,Bitcoin,BTC,02-10-2017 23:59,2,1,1,1.5,30,0\n2,Bitcoin,BTC,13-10-2017 23:59,2,1,1,1.2,30,5\n3,Bitcoin,BTC,14-10-2017 23:59,2,1,1,1.9,30,6\n", "coin_Bitcoin.csv", 0);

        Assert.Equal(("BTC", Utc(2017, 10, 2)), (import.Series!.Symbol, import.Series.OpenTime(0)));
        Assert.Equal(20, import.Series.Volume[0]);
        Assert.Equal([DataDefect.QuoteVolume, DataDefect.EndLabels, DataDefect.Gap], import.Counts.Select(count => count.Defect));
    }

    [Theory]
    [InlineData("Date;Open;High;Low;Close;Volume\n01.02.2024;1.000,5;2.000,5;1.000,5;1.500,25;3\n02.02.2024;1000,5;2000,5;1000,5;1500,5;3\n13.02.2024;1000,5;2000,5;1000,5;1100,5;3\n")]
    [InlineData("Date,Open,High,Low,Close,Volume\n\"Feb 01, 2024\",\"1,000.5\",\"2,000.5\",\"1,000.5\",\"1,500.25\",3\n\"Feb 02, 2024\",1,2,1,1.5,3\n\"Feb 13, 2024\",1,2,1,1.2,3\n")]
    [InlineData("Date\tOpen\tHigh\tLow\tClose\tVolume\n02/01/2024\t1000.5\t2000.5\t1000.5\t1500.25\t3\n02/02/2024\t1\t2\t1\t1.5\t3\n02/13/2024\t1\t2\t1\t1.2\t3\n")]
    public void Read_OtherNotations_AreFoundFromTheRows(string text) =>
        Assert.Equal(new Bar(Utc(2024, 2, 1), 1000.5, 2000.5, 1000.5, 1500.25, 3), One(text, "BTCUSDT_1d.csv").Series![0]);

    [Fact]
    public void Read_FredWithBlanks_CountsThemAndKnowsFiguresLater()
    {
        var import = One("observation_date,DGS10\n2024-01-01,\n2024-01-02,3.95\n2024-01-03,.\n2024-01-04,3.99\n", "DGS10.csv");

        Assert.Equal(("DGS10", Market.Macro, "FRED"), (import.Observations!.Symbol, import.Source.Market, import.Origin.Vendor));
        Assert.Equal([3.95, 3.99], import.Observations.Values.ToArray());
        Assert.Equal((2, 4, 0), (import.Count(DataDefect.MissingValue), import.Rows, import.Quarantined));
        Assert.True(import.Observations.KnownTicks[0] > import.Observations.ReferenceTicks[0] + TimeSpan.TicksPerDay);
    }

    [Fact]
    public void Read_CopiedRows_AreLeftOutOfTheCoinWhosePriceJumps()
    {
        var days = Enumerable.Range(1, 20).ToArray();
        var old = days.Select(day => $"old,2024-01-{day:00},{100 + (day * day % 7)},{110 + day},{90 - day},{100 + day},{day}");
        var copy = days.Select(day => day < 12 ? $"new,2024-01-{day:00},{100 + (day * day % 7)},{110 + day},{90 - day},{100 + day},{day}" : $"new,2024-01-{day:00},2,3,1,{1 + (day * day % 7 / 10.0)},{day}");

        var imports = Read($"Currency,Date,Open,High,Low,Close,Volume\n{string.Join('\n', old)}\n{string.Join('\n', copy)}\n", "coins.csv");

        Assert.Equal([("old", 20), ("new", 9)], imports.Select(import => (import.Series!.Symbol, import.Kept)));
        Assert.Equal(11, imports[1].Quarantined);
        Assert.Equal("11 rows between here and line 32 repeat those of old", imports[1].Issues.Single(issue => issue.Defect == DataDefect.CopiedRows).Reason);
    }

    [Theory]
    [InlineData("ticker,start_date,end_date\nA,2000-06-05,\n", DataDefect.Unsupported)]
    [InlineData("time,side,price,quantity\n2024-01-01,buy,1,2\n", DataDefect.Unsupported)]
    [InlineData("19980102,0.8613657,0.00892857,1\n", DataDefect.Unsupported)]
    public void Read_SomethingElse_IsRefusedWithWhatItIs(string text, DataDefect defect) => Assert.Equal(defect, Assert.Single(One(text, "x.csv").Issues).Defect);

    [Fact]
    public void Read_AMillionBadRows_ListsAHundredAndCountsAll()
    {
        var import = One($"time,open,high,low,close,volume\n{string.Concat(Enumerable.Repeat("x,1,1,1,1,1\n", 1_000_000))}", Minutes);

        Assert.Equal((1_000_000, 1_000_000, 101), (import.Rows, import.Count(DataDefect.BadTime), import.Issues.Count));
        Assert.Equal(DataDefect.TooManyQuarantined, import.Issues[^1].Defect);
    }

    private static DataImport One(string text, string name, int? at = null) =>
        at is { } index ? Read(text, name)[index] : Assert.Single(Read(text, name));

    private static IReadOnlyList<DataImport> Read(string text, string name) =>
        DataReader.Read(new StringReader(text), BarFileName.Describe(name), ImportPolicy.Default);

    private static DateTime Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);
}
