using System.Globalization;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.MarketData.CorporateActions;

/// <summary>
/// Adjusted prices against those of other sources. Lean's factors, the raw closes, and Yahoo's adjusted closes come from different vendors, so
/// that agreement proves the arithmetic, and each disagreement beyond 1e-4 is an action on which the vendors differ.
/// </summary>
public sealed class RealAdjustmentTests
{
    // Lean rounds SPY's dividends of these years up to whole cents. The fund's own distributions, from a public dividend history:
    private static readonly Dictionary<string, double> SpyDistributions = new()
    {
        ["2013-03-15"] = 0.6937,
        ["2013-06-21"] = 0.8391,
        ["2013-09-20"] = 0.838,
        ["2013-12-20"] = 0.9803,
        ["2014-03-21"] = 0.8246,
        ["2014-06-20"] = 0.9367,
        ["2014-09-19"] = 0.9392,
        ["2014-12-19"] = 1.1349,
        ["2015-03-20"] = 0.9308,
        ["2015-06-19"] = 1.0301,
        ["2015-09-18"] = 1.0334,
        ["2015-12-18"] = 1.2116,
        ["2016-03-18"] = 1.0496,
        ["2016-06-17"] = 1.0784,
        ["2016-09-16"] = 1.0821,
        ["2016-12-16"] = 1.3289,
        ["2017-03-17"] = 1.0331,
        ["2017-06-16"] = 1.1831,
        ["2017-09-15"] = 1.2346,
        ["2017-12-15"] = 1.3513,
        ["2018-03-16"] = 1.0968,
        ["2018-06-15"] = 1.2456,
        ["2018-09-21"] = 1.3226,
    };

    [Theory]
    [InlineData("1998-01-02", "2013-03-14", 3_823, 1e-4)]
    [InlineData("2018-09-21", "2021-03-31", 635, 1e-4)]
    [InlineData("1998-01-02", "2021-03-31", 5_849, 6e-4)] // With the dividends that Lean rounds.
    public void Adjust_SpyByLeanFactors_ReproducesYahoo(string from, string through, int rows, double tolerance)
    {
        var adjusted = PriceAdjuster.Adjust(Real.Bars(Real.SpyRaw, from, through), Real.Factors("spy"), PriceAdjustment.Raw, PriceAdjustment.SplitAndDividend);

        var deviations = Real.Deviations(adjusted, Real.Closes(Real.SpyYahoo, 5));
        Assert.Equal(rows, deviations.Count);
        Assert.All(deviations, deviation => Assert.InRange(deviation.Value, -tolerance, tolerance));
    }

    [Fact]
    public void Adjust_SpyByItsDividends_ReproducesYahooOver23Years()
    {
        var raw = Real.Bars(Real.SpyRaw, "1998-01-02", "2021-03-31");
        var dividends = Real.Factors("spy").Dividends()
            .Select(paid => SpyDistributions.TryGetValue(paid.ExDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), out var exact) ? paid with { Amount = exact } : paid)
            .ToList();

        var adjusted = PriceAdjuster.Adjust(raw, FactorDerivation.FromActions(raw, [], dividends), PriceAdjustment.Raw, PriceAdjustment.SplitAndDividend);

        Assert.Equal(94, dividends.Count);
        Assert.All(SpyDistributions.Keys, date => Assert.Contains(dividends, paid => paid.ExDate == DateOnly.Parse(date, CultureInfo.InvariantCulture)));
        Assert.All(Real.Deviations(adjusted, Real.Closes(Real.SpyYahoo, 5)), deviation => Assert.InRange(deviation.Value, -1e-4, 1e-4));
    }

    [Theory]
    // Between the dates on which the vendors' dividends differ: Lean has 0.078 and 0.385 where Yahoo has 0.073 and 0.363 on 2009-12-18 and
    // 2020-03-23, Yahoo pays extra on 2010-06-25 and 2011-12-27, and lacks the dividend of 2020-09-21.
    [InlineData("2000-01-03", "2009-12-17")]
    [InlineData("2009-12-18", "2010-06-24")]
    [InlineData("2010-06-25", "2011-12-23")]
    [InlineData("2011-12-27", "2020-03-20")]
    [InlineData("2020-03-23", "2020-09-18")]
    [InlineData("2020-09-21", "2021-03-31")]
    public void Adjust_QqqByLeanFactors_ReproducesYahooBetweenDisputedDividends(string from, string through)
    {
        // Yahoo's closes are adjusted for the split of 2000-03-20 already.
        var adjusted = PriceAdjuster.Adjust(Real.Bars(Real.QqqYahoo, from, through), Real.Factors("qqq"), PriceAdjustment.Split, PriceAdjustment.SplitAndDividend);

        Assert.All(Real.Deviations(adjusted, Real.Closes(Real.QqqYahoo, 5)), deviation => Assert.InRange(deviation.Value, -1e-4, 1e-4));
    }

    [Fact]
    public void Adjust_QqqOfLean_FollowsYahooAcrossTheSplitAndTheGapOfItsTicker()
    {
        // Trades under QQQQ from 2004-11-30 to 2011-03-22 are not in the file; the factors span them.
        var split = PriceAdjuster.Adjust(Real.LeanBars("QQQ"), Real.Factors("qqq"), PriceAdjustment.Raw, PriceAdjustment.Split);

        var deviations = Real.Deviations(split, Real.Closes("data/equity/QQQ_1d_raw_1999-03_2025-12.csv.gz", 4));
        Assert.Equal(3_964, deviations.Count);
        Assert.True(Median(deviations) < 1e-6);
        Assert.All(deviations, deviation => Assert.InRange(deviation.Value, -0.06, 0.06)); // Before 2004 Lean's closes are other trades.
    }

    [Fact]
    public void Adjust_AppleOfThreeSources_AgreesInTheMedian()
    {
        // Raw closes, Lean's factors and the adjusted closes of a third file, 1999 to 2021: four splits and dividends since 2012.
        var adjusted = PriceAdjuster.Adjust(
            Real.Bars("data/stocks/AAPL_1d_raw.csv.gz", through: "2021-03-31"), Real.Factors("aapl"), PriceAdjustment.Raw, PriceAdjustment.SplitAndDividend);

        var deviations = Real.Deviations(adjusted, Real.Closes("data/stocks/skfolio_sp500_20stocks_close_1990_2022.csv.gz", 1));
        Assert.Equal(5_388, deviations.Count);
        Assert.True(Median(deviations) < 1e-4);
        Assert.True(deviations.Count(deviation => Math.Abs(deviation.Value) > 0.005) < 5);
    }

    [Theory]
    [InlineData("AAPL", "2014-06-09", 7)]
    [InlineData("AAPL", "2020-08-31", 4)]
    [InlineData("MSFT", "2003-02-18", 2)]
    [InlineData("KO", "2012-08-13", 2)]
    [InlineData("JNJ", "2001-06-13", 2)]
    [InlineData("CVX", "2004-09-13", 2)]
    [InlineData("INTC", "2000-07-31", 2)]
    [InlineData("JPM", "2000-06-12", 1.5)]
    [InlineData("V", "2015-03-19", 4)]
    public void Adjust_KnownSplit_TakesTheJumpOut(string symbol, string exDate, double ratio)
    {
        var raw = Real.Bars($"data/stocks/{symbol}_1d_raw.csv.gz");
        var date = DateOnly.Parse(exDate, CultureInfo.InvariantCulture);

        var adjusted = PriceAdjuster.Adjust(raw, FactorDerivation.FromActions(raw, [new(date, ratio)], []), PriceAdjustment.Raw, PriceAdjustment.Split);

        var i = raw.OpenTicks.IndexOf(date.ToDateTime(default).Ticks);
        Assert.InRange(raw.Close[i] / raw.Close[i - 1], 0.85 / ratio, 1.15 / ratio);
        Assert.InRange(adjusted.Close[i] / adjusted.Close[i - 1], 0.9, 1.1);
        Assert.Equal(raw.Volume[i - 1] * ratio, adjusted.Volume[i - 1], 1e-3);
        Assert.Equal(raw[i], adjusted[i]);
    }

    [Fact]
    public void FromAdjustedClose_SpyOfYahoo_FindsItsDividendsAndAdjustsAnotherFile()
    {
        var yahoo = Real.Bars(Real.SpyYahoo);
        var adjustedClose = Real.Closes(Real.SpyYahoo, 5);

        var factors = FactorDerivation.FromAdjustedClose(yahoo, [.. adjustedClose.OrderBy(pair => pair.Key).Select(pair => pair.Value)]);
        var adjusted = PriceAdjuster.Adjust(Real.Bars(Real.SpyRaw, through: "2021-09-17"), factors, PriceAdjustment.Split, PriceAdjustment.SplitAndDividend);

        // Four a year from March 1993, three in 2021, and the special one that Microsoft's caused in November 2004.
        var exDates = factors.Dividends().Select(dividend => dividend.ExDate).ToList();
        Assert.Equal((28 * 4) + 3 + 1, exDates.Count);
        Assert.Contains(new DateOnly(2004, 11, 15), exDates);
        Assert.Empty(Real.Factors("spy").Dividends().Where(paid => paid.ExDate < new DateOnly(2021, 9, 1)).Select(paid => paid.ExDate).Except(exDates));
        Assert.All(Real.Deviations(adjusted, adjustedClose), deviation => Assert.InRange(deviation.Value, -2e-6, 2e-6));
    }

    [Theory]
    [InlineData("FB", "2012-05-18")]
    [InlineData("USO", "2006-04-10")]
    [InlineData("EEM", "2003-04-11")]
    public void Adjust_TickerUsedByAnotherCompanyBefore_IsRefused(string symbol, string since)
    {
        var exception = Assert.Throws<ArgumentException>(() => PriceAdjuster.Adjust(
            Real.LeanBars(symbol), Real.Factors(symbol.ToLowerInvariant()), PriceAdjustment.Raw, PriceAdjustment.Split));

        Assert.Contains(since, exception.Message, StringComparison.Ordinal);
    }

    private static double Median(List<(DateOnly Date, double Value)> deviations) =>
        deviations.Select(deviation => Math.Abs(deviation.Value)).Order().ElementAt(deviations.Count / 2);
}
