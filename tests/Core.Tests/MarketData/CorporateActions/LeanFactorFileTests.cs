using System.Globalization;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.MarketData.CorporateActions;

public sealed class LeanFactorFileTests
{
    private const string Good = "20200102,0.98,0.25,1\n20200306,0.98,0.25,100\n20200605,0.99,0.25,200\n20501231,1,1,0";

    [Fact]
    public void Read_GoodFile_HasRowsThatApplyThroughTheirDate()
    {
        var factors = LeanFactorFile.Read("x.csv", new StringReader(Good));

        Assert.Equal((new DateOnly(2020, 1, 2), new DateOnly(2050, 12, 31), 4), (factors.First, factors.Last, factors.Rows.Length));
        Assert.Equal(new AdjustmentRow(new DateOnly(2020, 3, 6), 0.98, 0.25, 100), factors.Rows[1]);
        Assert.Equal([new ShareSplit(new DateOnly(2020, 6, 8), 4)], factors.Splits());
        Assert.Equal([new DateOnly(2020, 3, 9), new DateOnly(2020, 6, 8)], factors.Dividends().Select(dividend => dividend.ExDate));
        Assert.Equal(100 * 0.01 / 0.99, factors.Dividends()[0].Amount, 1e-12);
    }

    [Theory]
    [InlineData("20200102,0.98,0.25\n", "x.csv line 1")]
    [InlineData("20200102,1,1,1\n20201301,1,1,1\n", "x.csv line 2")]
    [InlineData("20200102,1,1,1\n\n20200103,0,1,1\n", "x.csv line 3")]
    [InlineData("20200102,1,-1,1\n", "x.csv line 1")]
    [InlineData("20200102,1,1,NaN\n", "x.csv line 1")]
    [InlineData("20200102,1,1,1\n20200102,1,1,1\n", "x.csv line 2: 20200102 is not after the row above")]
    [InlineData("\n", "x.csv is empty")]
    public void Read_BadFile_NamesFileAndLine(string text, string expected)
    {
        var exception = Assert.Throws<FormatException>(() => LeanFactorFile.Read("x.csv", new StringReader(text)));

        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    // Golden: the companies' and funds' own announcements.
    [InlineData("aapl", "2000-06-21 2 2005-02-28 2 2014-06-09 7 2020-08-31 4")]
    [InlineData("ibm", "1999-05-27 2")]
    [InlineData("bac", "2004-08-30 2")]
    [InlineData("qqq", "2000-03-20 2")]
    [InlineData("eem", "2005-06-09 3 2008-07-24 3")]
    [InlineData("uso", "2020-04-29 0.125")]
    [InlineData("goog", "2015-04-27 1.0027")] // A stock dividend of 0.27 % for the holders of class C.
    [InlineData("fb", "")]
    [InlineData("spy", "")]
    public void Splits_RealFile_AreThoseAnnounced(string symbol, string expected)
    {
        var splits = Real.Factors(symbol).Splits();

        Assert.Equal(
            expected,
            string.Join(' ', splits.Select(split => string.Create(CultureInfo.InvariantCulture, $"{split.ExDate:yyyy-MM-dd} {Math.Round(split.Ratio, 4)}"))));
    }

    [Theory]
    // Golden: the fund's distributions.
    [InlineData("spy", "2004-11-15", 0.351)]
    [InlineData("spy", "2012-12-21", 1.022)]
    [InlineData("spy", "2020-12-18", 1.58)]
    [InlineData("qqq", "2003-12-24", 0.014)]
    public void Dividends_RealFile_AreThosePaid(string symbol, string exDate, double amount)
    {
        var date = DateOnly.Parse(exDate, CultureInfo.InvariantCulture);

        Assert.Equal(amount, Real.Factors(symbol).Dividends().Single(dividend => dividend.ExDate == date).Amount, 1e-4);
    }
}
