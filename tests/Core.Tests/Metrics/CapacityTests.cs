using Serverless.Core.Execution.Costs;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;

namespace Serverless.Core.Tests.Metrics;

public sealed class CapacityTests
{
    // By hand: √(0.5 ÷ 50,000,000) = 0.0001, so each of 100 orders costs 0.5 · 0.02 · 0.0001 = 0.000001 of the capital per √C, all of them K = 0.0001;
    // (0.1 ÷ 0.0001)² = 1,000,000. An order of half the capital is a tenth of 50,000,000 at 10,000,000.
    private static readonly ImpactOrder[] Hundred = [.. Enumerable.Repeat(new ImpactOrder(0.5, 50e6, 0.02), 100)];

    [Fact]
    public void Estimate_HundredEqualOrders_IsWhatTheLawGivesByHand()
    {
        var capacity = Capacity.Estimate(gain: 0.1, Hundred)!;

        Assert.Equal(1_000_000, capacity.BreakEven, 1e-6);
        Assert.Equal(250_000, capacity.HalfOfGain, 1e-6);
        Assert.Equal(10_000_000, capacity.Participation, 1e-6);
        Assert.Equal(capacity.HalfOfGain, capacity.Amount);
        Assert.Equal([0, 0.5, 1, 2], new[] { 0, 250_000, 1_000_000, 4_000_000 }.Select(capital => Math.Round(capacity.ShareTaken(capital), 9)));
    }

    [Fact]
    public void Estimate_DifferentMarkets_SumsTheCostOfEachOrder()
    {
        // √(0.25 ÷ 4,000,000) = 0.00025 and √(0.01 ÷ 1,000,000) = 0.0001: K = 0.25 · 0.04 · 0.00025 + 0.01 · 0.05 · 0.0001 = 0.0000025 + 0.00000005.
        ImpactOrder[] orders = [new(0.25, 4e6, 0.04), new(0.01, 1e6, 0.05)];

        var capacity = Capacity.Estimate(gain: 0.00255, orders)!;

        Assert.Equal(1_000_000, capacity.BreakEven, 1e-3);
        var cost = orders.Sum(order => order.Share * MarketImpact.SquareRoot(order.Share * capacity.BreakEven, order.DailyValue, order.DailyVolatility, 1));
        Assert.Equal(0.00255, cost, 1e-12);
        // The first is a tenth of its market at 1,600,000, the second of its own at 10,000,000.
        Assert.Equal(1_600_000, capacity.Participation, 1e-6);
    }

    [Fact]
    public void MostProfit_AnyOtherCapital_LeavesLessMoney()
    {
        var capacity = Capacity.Estimate(gain: 0.1, Hundred)!;
        double Left(double capital) => capital * 0.1 * (1 - capacity.ShareTaken(capital));

        Assert.All(Enumerable.Range(1, 199), percent => Assert.True(Left(capacity.MostProfit) >= Left(capacity.MostProfit * percent / 100)));
    }

    [Fact]
    public void Amount_ThinMarketAndLargeGain_EndsAtATenthOfADay()
    {
        var capacity = Capacity.Estimate(gain: 10, Hundred)!;

        Assert.True(capacity.HalfOfGain > capacity.Participation);
        Assert.Equal(10_000_000, capacity.Amount, 1e-6);
    }

    [Fact]
    public void Estimate_NoGainOrNoImpact_IsNothingOrUnlimited()
    {
        Assert.Equal(0, Capacity.Estimate(-0.1, Hundred)!.Amount);
        Assert.Null(Capacity.Estimate(0.1, []));
        Assert.Null(Capacity.Estimate(0.1, [new(0.5, 50e6, 0)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Capacity.Estimate(0.1, Hundred, -1));
    }

    [Fact]
    public void Liquidity_OfIntradayBars_CountsDays()
    {
        // Two bars a day: 1 unit at 100 and 3 at the close, which is 101 and 102 in turns.
        var start = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        double[] closes = [.. Enumerable.Range(0, 80).Select(i => i % 2 == 0 ? 100 : i / 2 % 2 == 0 ? 101.0 : 102.0)];
        var bars = new BarSeries(
            "TWICE", Timeframe.H1, Enumerable.Range(0, 80).Select(i => start.AddHours(12 * i).Ticks).ToArray(), closes, closes, closes, closes, Enumerable.Range(0, 80).Select(i => i % 2 == 0 ? 1.0 : 3.0).ToArray());

        var liquidity = MarketLiquidity.Of(bars, start, start.AddDays(40))!;

        // 100 + 3 · 101 and 100 + 3 · 102 in turns.
        Assert.Equal(404.5, liquidity.DailyValue, 1e-9);
        double[] returns = [.. Enumerable.Range(1, 39).Select(day => day % 2 == 1 ? (102 / 101.0) - 1 : (101 / 102.0) - 1)];
        Assert.Equal(ReturnMoments.Of(returns).Deviation!.Value, liquidity.DailyVolatility, 1e-12);
        Assert.Null(MarketLiquidity.Of(bars, start, start.AddDays(19)));
        Assert.NotNull(MarketLiquidity.Of(bars, start.AddDays(10), start.AddDays(30)));
        Assert.Null(MarketLiquidity.Of(bars, start.AddYears(1), start.AddYears(2)));
    }

    [Fact]
    public void Liquidity_WithoutVolumesOrMoves_IsUnknown()
    {
        var ticks = Enumerable.Range(0, 40).Select(day => new DateTime(2024, 1, 1).AddDays(day).Ticks).ToArray();
        double[] flat = [.. Enumerable.Repeat(5.0, 40)], moving = [.. Enumerable.Range(0, 40).Select(day => 5.0 + (day % 3))];
        MarketLiquidity? Of(double[] closes, double volume) => MarketLiquidity.Of(
            new BarSeries("X", Timeframe.D1, ticks, closes, closes, closes, closes, Enumerable.Repeat(volume, 40).ToArray()), new DateTime(2024, 1, 1), new DateTime(2025, 1, 1));

        Assert.Null(Of(flat, 10));
        Assert.Null(Of(moving, 0));
        Assert.NotNull(Of(moving, 10));
    }
}
