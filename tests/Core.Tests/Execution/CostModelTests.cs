using Serverless.Core.Execution.Costs;

namespace Serverless.Core.Tests.Execution;

public sealed class CostModelTests
{
    private static readonly FillQuote Buy = new(10, 200, 10, 1, false, 0);
    private static readonly FillQuote Sell = Buy with { Quantity = -10, OrderQuantity = -10 };

    [Fact]
    public void Fee_EachModel_IsItsDefinition()
    {
        Assert.Equal(0.8, new BasisPointCommission(4).Fee(Buy, 200), 12);
        Assert.Equal(1.5, new FixedCommission(1.5).Fee(Sell, 200));
        Assert.Equal(1, new PerShareCommission(0.005, 1).Fee(Buy, 200));
        Assert.Equal(5, new PerShareCommission(0.5, 1).Fee(Sell, 200));
    }

    [Theory]
    [InlineData(0, true, 0.4)]
    [InlineData(0, false, 2)]
    [InlineData(9_999, false, 2)]
    [InlineData(10_000, false, 1)]
    [InlineData(10_000, true, -0.2)] // A rebate.
    public void Fee_Tiers_FollowTheValueTradedBefore(double traded, bool maker, double fee) => Assert.Equal(
        fee,
        new TieredCommission(new CommissionTier(0, 2, 10), new CommissionTier(10_000, -1, 5))
            .Fee(Buy with { TradedBefore = traded, IsMaker = maker }, 200),
        12);

    [Fact]
    public void TieredCommission_NotFromZeroOrNotAscending_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new TieredCommission(new CommissionTier(5, 1, 1)));
        var error = Assert.Throws<ArgumentException>(() => new TieredCommission(new CommissionTier(0, 1, 1), new CommissionTier(0, 1, 1)));
        Assert.Contains("Tier 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Price_EachModel_IsAgainstTheTrader()
    {
        Assert.Equal((200.04, 199.96), Prices(new BasisPointSlippage(2)));
        Assert.Equal((200.5, 199.5), Prices(FixedSlippage.Ticks(2, 0.25)));
        Assert.Equal((200.05, 199.95), Prices(FixedSlippage.HalfSpread(0.1)));
        Assert.Equal((201, 199), Prices(new AverageRangeSlippage(new double[] { 2, 999 }, 0.5, 2)));
        Assert.Equal((200.04, 199.96), Prices(new AverageRangeSlippage(new double[] { double.NaN, 999 }, 0.5, 2)));
        Assert.Equal((200.1, 199.9), Prices(new SpreadSlippage(new double[] { 0.2, 999 }, 0.5, 2)));
        Assert.Equal((200, 200), Prices(new SpreadSlippage(new double[] { 0, 999 }, 0.5, 2)));
        Assert.All([double.NaN, -1, double.PositiveInfinity], unknown =>
            Assert.Equal((200.04, 199.96), Prices(new SpreadSlippage(new double[] { unknown, 999 }, 0.5, 2))));
        Assert.Equal((202, 198), Prices(new LinearImpactSlippage(new double[] { 0, 100 }, 0.1)));
        Assert.Equal((400, 0), Prices(new LinearImpactSlippage(new double[] { 0, 0 }, 0.1)));
    }

    [Fact]
    public void Price_PartOfAnOrder_CarriesTheImpactOfTheWhole()
    {
        var model = new SquareRootImpactSlippage(new double[] { 1_000, 0 }, new double[] { 0.02, 0 }, 1);

        Assert.Equal(model.Price(Buy with { OrderQuantity = 100 }), model.Price(Buy with { Quantity = 1, OrderQuantity = 100 }));
        Assert.Equal(200 * (1 + (0.02 * Math.Sqrt(0.1))), model.Price(Buy with { OrderQuantity = 100 }), 9);
        Assert.Equal(200, model.Price(Buy with { Bar = 0 }));
    }

    [Fact]
    public void MarketImpact_GoldenCases_AreReproduced()
    {
        foreach (var golden in GoldenCase.Read("square_root_impact").Where(golden => golden.Expects("impact_fraction")))
        {
            double volume = golden.Number("adv"), volatility = golden.Number("daily_volatility"), price = golden.Number("price");
            var quantity = golden.Number("side") * golden.Number("quantity");
            golden.AssertEqual("impact_fraction", MarketImpact.SquareRoot(quantity, volume, volatility, golden.Number("Y")));
            golden.AssertEqual(
                "execution_price_if_impact_is_average_cost",
                new SquareRootImpactSlippage(new[] { volume }, new[] { volatility }, golden.Number("Y"))
                    .Price(new FillQuote(quantity, price, quantity, 1, false, 0)));
        }

        var almgren = GoldenCase.Read("square_root_impact").Single(golden => golden.Id == "almgren2005_like");
        var (x, v, sigma, outstanding) = (almgren.Number("X"), almgren.Number("V"), almgren.Number("sigma"), almgren.Number("shares_outstanding"));
        almgren.AssertEqual("permanent_impact_I", MarketImpact.AlmgrenPermanent(x, v, sigma, outstanding));
        almgren.AssertEqual("realised_cost_J", MarketImpact.AlmgrenCost(x, v, sigma, outstanding, almgren.Number("T_days")));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(10_000)]
    public void CostModels_OutOfRange_AreRefused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BasisPointCommission(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BasisPointSlippage(value));
        if (value == 10_000)
            return;
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedCommission(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerShareCommission(value, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedSlippage.HalfSpread(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpreadSlippage(default, value, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearImpactSlippage(default, value));
    }

    [Fact]
    public void FundingSchedule_BadColumns_NameTheRow()
    {
        Assert.Contains("Time 1", Assert.Throws<ArgumentException>(() => new FundingSchedule([5, 5], [0, 0])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Rate 0", Assert.Throws<ArgumentException>(() => new FundingSchedule([5], [double.NaN])).Message, StringComparison.Ordinal);
    }

    private static (double, double) Prices<TSlippage>(TSlippage model)
        where TSlippage : struct, ISlippage => (Math.Round(model.Price(Buy), 9), Math.Round(model.Price(Sell), 9));
}
