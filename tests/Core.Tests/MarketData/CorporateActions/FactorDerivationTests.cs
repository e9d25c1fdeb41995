using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.MarketData.CorporateActions;

public sealed class FactorDerivationTests
{
    private static readonly BarSeries Bars = SyntheticMarket.Generate(
        "T", Timeframe.D1, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), 366, seed: 3);

    [Fact]
    public void FromActions_ThenDerived_GivesTheActionsBack()
    {
        ShareSplit[] splits = [new(new(2024, 6, 10), 10), new(new(2024, 9, 3), 0.5)];
        CashDividend[] dividends = [new(new(2024, 3, 15), 1.25), new(new(2024, 6, 10), 0.4), new(new(2024, 12, 20), 2)];

        var factors = FactorDerivation.FromActions(Bars, splits.Reverse(), dividends.Reverse());

        Assert.Equal(splits, factors.Splits());
        Assert.Equal(dividends.Select(paid => paid.ExDate), factors.Dividends().Select(paid => paid.ExDate));
        Assert.All(dividends.Zip(factors.Dividends()), pair => Assert.Equal(pair.First.Amount, pair.Second.Amount, 1e-9));
        Assert.Equal((new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)), (factors.First, factors.Last));
    }

    [Fact]
    public void FromActions_OutsideTheBars_LeavesThemOut()
    {
        var factors = FactorDerivation.FromActions(Bars, [new(new(2024, 1, 1), 2), new(new(2025, 1, 2), 2)], [new(new(2023, 6, 1), 1)]);

        Assert.Equal(1, Assert.Single(factors.Rows).SplitFactor);
    }

    [Fact]
    public void FromActions_DividendAboveTheClose_IsRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => FactorDerivation.FromActions(Bars, [], [new(new(2024, 6, 10), 1e9)]));

        Assert.Contains("2024-06-10", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromAdjustedClose_OfAdjustedPrices_GivesTheFactorsBack()
    {
        var factors = FactorDerivation.FromActions(Bars, [], [new(new(2024, 3, 15), 1.25), new(new(2024, 6, 10), 0.4)]);
        var adjusted = PriceAdjuster.Adjust(Bars, factors, PriceAdjustment.Split, PriceAdjustment.SplitAndDividend);

        var derived = FactorDerivation.FromAdjustedClose(Bars, adjusted.Close);

        Assert.Equal(factors.Rows.Select(row => row.Through), derived.Rows.Select(row => row.Through));
        Assert.All(factors.Rows.Zip(derived.Rows), pair => Assert.Equal(pair.First.PriceFactor, pair.Second.PriceFactor, 1e-9));
    }

    [Fact]
    public void FromAdjustedClose_OtherLength_IsRefused() =>
        Assert.Throws<ArgumentException>(() => FactorDerivation.FromAdjustedClose(Bars, [1, 2]));
}
