using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData;

public sealed class DataReaderTests
{
    private const string Header = "time,open,high,low,close,volume";

    public static TheoryData<string, DataDefect, string> BadRows => new()
    {
        { "2024-01-01 08:00:00,1x,2,1,2,3", DataDefect.BadNumber, "open \"1x\" is not a number" },
        { "2024-01-01 08:00:00,\"1,000\",2,1,2,3", DataDefect.BadNumber, "open \"1,000\" is not a number" },
        { "2024-01-01 08:00:00,1,2,1,,3", DataDefect.BadNumber, "close is empty" },
        { "2024-01-01 08:00:00,1,2,1,NULL,3", DataDefect.BadNumber, "close \"NULL\" is not a number" },
        { "2024-01-01 08:00:00,1,2,1,NaN,3", DataDefect.NotFinite, "close is \"NaN\"" },
        { "2024-01-01 08:00:00,1,Infinity,1,2,3", DataDefect.NotFinite, "high is \"Infinity\"" },
        { "2024-01-01 08:00:00,1,2,1,2,1e999", DataDefect.NotFinite, "volume is \"1e999\"" },
        { "2024-01-01 08:00:00,1,2,1,2", DataDefect.FieldCount, "fewer fields than the header's 6" },
        { "2024-01-01 08:00:00,1,2,1,2,3,4", DataDefect.FieldCount, "more fields than the header's 6" },
        { "01/02/2024 08:00,1,2,1,2,3", DataDefect.BadTime, "\"01/02/2024 08:00\" is not a time" },
        { "2024-02-30,1,2,1,2,3", DataDefect.BadTime, "\"2024-02-30\" is not a time" },
        { "2024-01-01 08:00:00,0,2,0,2,3", DataDefect.NonPositivePrice, "open 0, high 2, low 0 or close 2 is not positive" },
        { "2024-01-01 08:00:00,1,2,-1,2,3", DataDefect.NonPositivePrice, "open 1, high 2, low -1 or close 2 is not positive" },
        { "2024-01-01 08:00:00,1,2,1,2,-3", DataDefect.NegativeVolume, "volume -3 is negative" },
        { "2024-01-01 08:00:00,2,1,2,2,3", DataDefect.InconsistentPrices, "high 1 is below low 2" },
        { "2024-01-01 08:00:00,1,2,1,2.6,3", DataDefect.InconsistentPrices, "open 1 or close 2.6 lies outside low 1 … high 2" },
        { "2024-01-01 08:00:00,0.5,2,1,2,3", DataDefect.InconsistentPrices, "open 0.5 or close 2 lies outside low 1 … high 2" },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public void Read_OneBadRow_QuarantinesItWithFileLineAndReason(string row, DataDefect defect, string reason)
    {
        var import = Read($"{Header}\n{Rows(0, 4)}{row}\n{Rows(12)}");

        Assert.Equal(new DataIssue("t.csv", 4, defect, DefectAction.QuarantineRow, reason), import.Issues[0]);
        Assert.Equal(DataDefect.Gap, Assert.Single(import.Issues.Skip(1)).Defect);
        Assert.Equal((4, 1, 3), (import.Rows, import.Quarantined, import.Series!.Count));
        Assert.Equal($"t.csv line 4: {reason} (row quarantined)", import.Issues[0].ToString());
    }

    [Theory]
    [InlineData("", DataDefect.Empty, null)]
    [InlineData(Header + "\n", DataDefect.Empty, null)]
    [InlineData("nothing,known\n1,2\n", DataDefect.NoHeader, 1)]
    [InlineData("time,open,high,low,volume\n2024-01-01,1,2,1,2\n", DataDefect.MissingColumn, 1)]
    [InlineData("open,high,low,close,volume\n1,2,1,2,3\n", DataDefect.MissingColumn, 1)]
    [InlineData(Header + "\n2024-01-01,1,2,1,2,3\n2024-01-04,1,2,1,2,3\n2024-01-07,1,2,1,2,3\n", DataDefect.Timeframe, null)]
    public void Read_UnusableFile_IsRefusedWithReason(string text, DataDefect defect, int? line)
    {
        var import = Read(text);

        Assert.Null(import.Series);
        Assert.Equal(("t.csv", line, defect, DefectAction.RefuseFile), Place(import.Issues[^1]));
    }

    [Fact]
    public void Read_DescendingFile_IsTurnedRound()
    {
        var import = Read($"{Header}\n{Rows(12, 8, 4, 0)}");

        Assert.Equal(("t.csv", null, DataDefect.Descending, DefectAction.Repair), Place(Assert.Single(import.Issues)));
        Assert.Equal([0, 4, 8, 12], Hours(import));
    }

    [Fact]
    public void Read_OneRowOutOfOrder_QuarantinesThatRow()
    {
        var import = Read($"{Header}\n{Rows(0, 4, 12, 8, 16)}");

        Assert.Equal(("t.csv", 4, DataDefect.OutOfOrder, DefectAction.QuarantineRow), Place(import.Issues[0]));
        Assert.Equal([0, 4, 8, 16], Hours(import));
    }

    [Fact]
    public void Read_OneStampFarInTheFuture_BlamesThatRowAlone()
    {
        var import = Read($"{Header}\n{Rows(0, 4)}2124-01-01 08:00:00,1,2,1,2,3\n{Rows(12, 16, 20)}");

        Assert.Equal(("t.csv", 4, DataDefect.OutOfOrder, DefectAction.QuarantineRow), Place(import.Issues[0]));
        Assert.Equal([0, 4, 12, 16, 20], Hours(import));
    }

    [Fact]
    public void Read_OutOfOrderRepaired_SortsTheRows()
    {
        var import = Read($"{Header}\n{Rows(8, 12, 0, 4)}", ImportPolicy.Default.With(DataDefect.OutOfOrder, DefectAction.Repair));

        Assert.All(import.Issues, issue => Assert.Equal((DataDefect.OutOfOrder, DefectAction.Repair), (issue.Defect, issue.Action)));
        Assert.Equal([0, 4, 8, 12], Hours(import));
    }

    [Fact]
    public void Read_SameRowTwice_QuarantinesOne()
    {
        var import = Read($"{Header}\n{Rows(0, 4, 4, 8)}");

        Assert.Equal(("t.csv", 3, DataDefect.DuplicateIdentical, DefectAction.QuarantineRow), Place(Assert.Single(import.Issues)));
        Assert.Equal([0, 4, 8], Hours(import));
    }

    [Fact]
    public void Read_SameTimeOtherValuesRefused_RefusesTheFile()
    {
        var import = Read($"{Header}\n{Rows(0, 4)}2024-01-01 04:00:00,1,2,1,1.5,3\n{Rows(8)}", ImportPolicy.Default.With(DataDefect.DuplicateDiffering, DefectAction.RefuseFile));

        Assert.Null(import.Series);
        Assert.Equal(("t.csv", 3, DataDefect.DuplicateDiffering, DefectAction.RefuseFile), Place(import.Issues[^1]));
        Assert.Contains("in line 4", import.Issues[^1].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.6,5", "1.5,3", 1.6)]
    [InlineData("1.6,3", "1.5,5", 1.5)]
    [InlineData("1.6,3", "1.5,3", 1.5)]
    public void Read_SameTimeOtherValues_KeepsTheRowWithMoreVolumeThenTheLast(string first, string second, double close)
    {
        var import = Read($"{Header}\n{Rows(0)}2024-01-01 04:00:00,1,2,1,{first}\n2024-01-01 04:00:00,1,2,1,{second}\n{Rows(8)}");

        Assert.Equal(close, import.Series!.Close[1]);
        Assert.Equal((DataDefect.DuplicateDiffering, DefectAction.Repair), (Assert.Single(import.Issues).Defect, import.Issues[0].Action));
        Assert.Equal((4, 1, 0, 3), (import.Rows, import.Repaired, import.Quarantined, import.Kept));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_SameTimeOtherValuesQuarantined_KeepsTheLastOfTheFile(bool descending)
    {
        string[] rows = ["2024-01-01 00:00:00,1,2,1,2,3", "2024-01-01 04:00:00,1,2,1,2,3", "2024-01-01 04:00:00,1,2,1,1.5,3", "2024-01-01 08:00:00,1,2,1,2,3"];
        var lines = descending ? rows.Reverse() : rows;

        var import = Read($"{Header}\n{string.Join('\n', lines)}", ImportPolicy.Default.With(DataDefect.DuplicateDiffering, DefectAction.QuarantineRow));

        Assert.Equal(descending ? 2 : 1.5, import.Series!.Close[1]);
        Assert.Equal(3, import.Issues.Single(issue => issue.Defect == DataDefect.DuplicateDiffering).Line);
    }

    [Fact]
    public void Read_Gap_IsFlaggedWithItsLengthAndNotFilled()
    {
        var import = Read($"{Header}\n{Rows(0, 4, 8, 20)}");

        Assert.Equal(
            new DataIssue("t.csv", 5, DataDefect.Gap, DefectAction.Flag, "2 bars missing after 2024-01-01T08:00:00Z"),
            Assert.Single(import.Issues));
        Assert.Equal(4, import.Series!.Count);
    }

    [Fact]
    public void Read_BarsOffTheGrid_AreFlaggedOnce()
    {
        var import = Read($"{Header}\n{Rows(1, 5, 9)}");

        Assert.Equal(("t.csv", 2, DataDefect.OffGrid, DefectAction.Flag), Place(Assert.Single(import.Issues)));
    }

    [Fact]
    public void Read_HolidaysOfEquities_AreNoGapButMissingSessionsAre()
    {
        var text = $"{Header}\n2024-01-11,1,2,1,1.1,3\n2024-01-12,1,2,1,1.7,3\n2024-01-16,1,2,1,1.3,3\n2024-01-17,1,2,1,1.9,3\n2024-01-24,1,2,1,1.5,3\n";

        var import = Assert.Single(DataReader.Read(new StringReader(text), new BarSource("t.csv", "SPY", Timeframe.D1, Market.UsEquities), ImportPolicy.Default));

        Assert.Equal(
            new DataIssue("t.csv", 6, DataDefect.Gap, DefectAction.Flag, "4 bars missing after 2024-01-17T00:00:00Z"),
            Assert.Single(import.Issues));
    }

    [Fact]
    public void Read_HalfHoursOverAHalfDay_MissOnlyOpenHours()
    {
        // Wednesday 2024-07-03 closes at 17:00 UTC; the 4th is a holiday; the bar of 14:00 on the 5th is missing.
        string[] times = ["07-03 16:00Z", "07-03 16:30Z", "07-05 13:30Z", "07-05 14:30Z", "07-05 15:00Z"];
        var text = $"{Header}\n{string.Join('\n', times.Select((time, i) => $"2024-{time},1,2,1,1.{i * i},3"))}\n";

        var import = Assert.Single(DataReader.Read(new StringReader(text), new BarSource("t.csv", "SPY", Timeframe.M30, Market.UsEquities), ImportPolicy.Default));

        Assert.Equal(
            new DataIssue("t.csv", 5, DataDefect.Gap, DefectAction.Flag, "1 bar missing after 2024-07-05T13:30:00Z"),
            Assert.Single(import.Issues));
    }

    [Theory]
    [InlineData(200, 2, true)]
    [InlineData(200, 3, false)]
    [InlineData(4, 1, true)]
    public void Read_ShareOfBadRows_DecidesOnTheFile(int good, int bad, bool accepted)
    {
        var rows = Enumerable.Range(0, good).Select(i => $"{1_700_000_000 + (i * 60)},1,2,1,1.{i * i % 997:000},3").Concat(Enumerable.Repeat("x,1,2,1,2,3", bad));

        var import = Read($"{Header}\n{string.Join('\n', rows)}\n");

        Assert.Equal(accepted, import.Series is not null);
        Assert.Equal(bad, import.Quarantined);
        Assert.Equal(!accepted, import.Issues.Any(issue => issue.Defect == DataDefect.TooManyQuarantined && issue.Action == DefectAction.RefuseFile));
    }

    [Theory]
    [InlineData("Unix,Date,Symbol,Open,High,Low,Close,Volume BTC,Volume USDT,tradecount", "1704067200000,x,BTC/USDT,1,2,1,2,3,9,NULL")]
    [InlineData("unix,date,symbol,open,high,low,close,Volume USDT,Volume BTC", "1704067200.0,x,BTC/USDT,1,2,1,2,9,3")]
    [InlineData("Open_Time,Open,High,Low,Close,Volume,Close Time", "1704067200000000,1.0,2.00,1e0,+2,3,1704081599999")]
    [InlineData("Date,Open,High,Low,Close,Adj Close,Volume", "2024-01-01,1,2,1,2,0.5,3")]
    [InlineData(" volume , close,low,high,open,TIMESTAMP", "3,2,1,2,1,2024-01-01T00:00Z")]
    [InlineData(",Open,High,Low,Close,Volume", "20240101,1,2,1,2,3")]
    [InlineData("\uFEFF\"time\",\"open\",\"high\",\"low\",\"close\",\"volume\"", "\"2024-01-01 01:00:00+01:00\",\"1\",\"2\",\"1\",\"2\",\"3\"")]
    [InlineData("datetime,open,high,low,close,vol", "2023-12-31 19:00:00.000-0500,1,2,1,2,3")]
    [InlineData("open,high,low,close,volume,close_datetime", "1,2,1,2,3,2024-01-01 04:59:59.999000+01:00")]
    public void Read_UsualHeadersAndTimes_GiveTheSameBar(string header, string row)
    {
        var import = Assert.Single(DataReader.Read(
            new StringReader($"{header}\r\n{row}\r\n"), new BarSource("t.csv", "BTCUSDT", Timeframe.H4), ImportPolicy.Default));

        Assert.Empty(import.Issues);
        Assert.Equal(new Bar(new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc), 1, 2, 1, 2, 3), import.Series![0]);
    }

    [Fact]
    public void Read_BannerAndBlankLines_CountsLinesOfTheFile()
    {
        var import = Read($"https://example.org\n\n{Header}\n\n{Rows(0, 4)}\n\nx,1,2,1,2,3");

        Assert.Equal([(1, DataDefect.Banner), (9, DataDefect.BadTime)], import.Issues.Select(issue => (issue.Line!.Value, issue.Defect)));
        Assert.Equal(3, import.Rows);
    }

    [Fact]
    public void Read_CloseLabel_MovesTimesToTheOpen()
    {
        var source = new BarSource("t.csv", "SYN", Label: TimeLabel.Close);

        var import = Assert.Single(DataReader.Read(new StringReader($"{Header}\n{Rows(4, 8, 12)}"), source, ImportPolicy.Default));

        Assert.Equal([0, 4, 8], Hours(import));
    }

    [Fact]
    public void Read_DeclaredTimeframeContradicted_RefusesTheFile()
    {
        var import = Assert.Single(DataReader.Read(
            new StringReader($"{Header}\n{Rows(0, 4, 8)}"), new BarSource("t.csv", "SYN", Timeframe.H1), ImportPolicy.Default));

        Assert.Equal(("t.csv", null, DataDefect.Timeframe, DefectAction.RefuseFile), Place(Assert.Single(import.Issues)));
        Assert.Contains("04:00:00, but H1 was declared", import.Issues[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LinesLongerThanTheBuffer_AreWhole()
    {
        var padding = new string('x', 200_000);

        var import = Read($"{Header},note\n{Rows(0, 4, 8).Replace("\n", $",{padding}\n", StringComparison.Ordinal)}");

        Assert.Empty(import.Issues);
        Assert.Equal(3, import.Series!.Count);
    }

    [Fact]
    public void Read_NoLineEnds_IsRefusedAsUnreadable()
    {
        var import = Read($"{Header}\n{new string('1', 3_000_000)}");

        Assert.Equal(DataDefect.Unreadable, Assert.Single(import.Issues).Defect);
        Assert.Null(import.Series);
    }

    [Fact]
    public void With_ActionTooMild_Throws() =>
        Assert.Throws<ArgumentException>(() => ImportPolicy.Default.With(DataDefect.BadNumber, DefectAction.Flag));

    [Fact]
    public void ActionFor_EveryDefect_IsDecidedAndCanBeMadeARefusal() =>
        Assert.All(
            Enum.GetValues<DataDefect>(),
            defect => Assert.Equal(
                DefectAction.RefuseFile,
                ImportPolicy.Default.With(defect, DefectAction.RefuseFile).ActionFor(defect)));

    [Fact]
    public void With_RefuseOnBadNumber_RefusesTheFile()
    {
        var import = Read($"{Header}\n{Rows(0, 4)}2024-01-01 08:00:00,x,2,1,2,3\n", ImportPolicy.Default.With(DataDefect.BadNumber, DefectAction.RefuseFile));

        Assert.Null(import.Series);
        Assert.Equal(("t.csv", 4, DataDefect.BadNumber, DefectAction.RefuseFile), Place(import.Issues[^1]));
    }

    private static DataImport Read(string text, ImportPolicy? policy = null) =>
        Assert.Single(DataReader.Read(new StringReader(text), new BarSource("t.csv", "SYN"), policy ?? ImportPolicy.Default));

    private static string Rows(params int[] hours) => string.Concat(hours.Select(hour => FormattableString.Invariant($"2024-01-01 {hour:00}:00:00,1,2,1,{1 + (hour / 24.0)},3\n")));

    private static IEnumerable<int> Hours(DataImport import) => Enumerable.Range(0, import.Series!.Count).Select(i => import.Series.OpenTime(i).Hour);

    private static (string File, int? Line, DataDefect Defect, DefectAction Action) Place(DataIssue issue) => (issue.File, issue.Line, issue.Defect, issue.Action);
}
