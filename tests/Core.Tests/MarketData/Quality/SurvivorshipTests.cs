using Serverless.Core.MarketData.Quality.Survivorship;

namespace Serverless.Core.Tests.MarketData.Quality;

public sealed class SurvivorshipTests
{
    private static readonly DateOnly From = new(2000, 1, 1);
    private static readonly DateOnly To = new(2000, 12, 31);

    [Fact]
    public void Inspect_DataForEveryDay_HasNothingToReport()
    {
        var check = Inspect([new("A", From.AddYears(-5), null)], [new("A", From, To)]);

        Assert.Empty(check.Uncovered);
        Assert.Equal(12, check.ByMonth.Count);
        Assert.All(check.ByMonth, month => Assert.Equal((1, 1.0), (month.Members, month.Share)));
    }

    [Theory]
    [InlineData("2000-03-01", "2000-12-31", 40)] // starts late
    [InlineData("2000-01-01", "2000-11-30", 20)] // ends early
    [InlineData("2000-03-01", "2000-11-30", 60)]
    [InlineData("1998-01-01", "1999-06-30", 252)] // before the membership altogether
    public void Inspect_DataForSomeDays_CountsTheMissingOnes(string first, string last, int missing)
    {
        var check = Inspect([new("A", From, null)], [new("A", DateOnly.Parse(first, null), DateOnly.Parse(last, null))]);

        Assert.Equal(missing, Assert.Single(check.Uncovered).MissingSessions);
    }

    [Fact]
    public void Inspect_MemberThatLeft_NeedsDataOnlyUntilThen()
    {
        var left = new DateOnly(2000, 7, 1);

        Assert.Empty(Inspect([new("A", From, left)], [new("A", From, left.AddDays(-1))]).Uncovered);
        Assert.Equal(1, Assert.Single(Inspect([new("A", From, left)], [new("A", From, left.AddDays(-2))]).Uncovered).MissingSessions);
        Assert.Empty(Inspect([new("A", From, left.AddDays(2))], [new("A", From, left.AddDays(-1))]).Uncovered); // only a weekend between
        Assert.Equal(126, Assert.Single(Inspect([new("A", From, left)], []).Uncovered).MissingSessions);
    }

    [Fact]
    public void Inspect_SurvivorsOnly_ShowsThatLeaversAreMissing()
    {
        var check = Inspect([new("A", From, null), new("B", From, new(2000, 7, 1))], [new("A", From, To), new("Z", From, To)]);

        Assert.Equal(new IndexCoverage(From, 2, 1, 1, 0), check.ByMonth[0]);
        Assert.Equal(new IndexCoverage(new(2000, 7, 1), 1, 1, 0, 0), check.ByMonth[6]);
        Assert.Equal((0.5, 0.0), (check.ByMonth[0].Share, check.ByMonth[0].LeaverShare));
        Assert.Equal(["Z"], check.NotMembers);
    }

    [Theory]
    [InlineData("ticker,start,end", "line 1")]
    [InlineData("ticker,start_date,end_date\nA,2000-01-01,\nB,2000-13-01,", "line 3")]
    [InlineData("ticker,start_date,end_date\nA,2000-01-01", "line 2")]
    [InlineData("ticker,start_date,end_date\nA,2000-01-01,1999-01-01", "line 2")]
    public void Read_BadLine_IsNamed(string text, string line)
    {
        var error = Assert.Throws<FormatException>(() => MembershipFile.Read(new StringReader(text), "members.csv"));

        Assert.StartsWith($"members.csv {line}:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_Sp500AgainstThreeStocks_FindsYahooUnderItsLaterTickerEndingEarly()
    {
        using var reader = new StreamReader(SharedFolder.Path("data/stocks/sp500_ticker_start_end.csv"));
        var members = MembershipFile.Read(reader, "sp500");
        Assert.Equal(1230, members.Count);

        // The index lists Yahoo under Altaba's ticker; under its own, the data belong to no member.
        DataRange[] data = [new("YHOO", new(1996, 4, 12), new(2015, 12, 31)), new("AAPL", new(1996, 1, 2), new(2023, 3, 27))];
        var own = SurvivorshipCheck.Inspect(members, data, new(1996, 1, 2), new(2023, 3, 27));
        var renamed = SurvivorshipCheck.Inspect(members, [data[0] with { Ticker = "AABA" }, data[1]], new(1996, 1, 2), new(2023, 3, 27));

        Assert.Equal(["YHOO"], own.NotMembers);
        Assert.Equal(4409, own.Uncovered.Single(member => member.Membership.Ticker == "AABA").MissingSessions);
        Assert.Empty(renamed.NotMembers);
        Assert.Equal(367, renamed.Uncovered.Single(member => member.Membership.Ticker == "AABA").MissingSessions);
        Assert.DoesNotContain(renamed.Uncovered, member => member.Membership.Ticker == "AAPL");
        var in2005 = renamed.ByMonth.Single(month => month.Date == new DateOnly(2005, 1, 1));
        Assert.Equal((2, 1), (in2005.Covered, in2005.CoveredLeavers));
        Assert.InRange(in2005.Members, 480, 520);
    }

    private static SurvivorshipCheck Inspect(MembershipInterval[] members, DataRange[] data) => SurvivorshipCheck.Inspect(members, data, From, To);
}
