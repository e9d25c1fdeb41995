using System.Text.Json;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Backtesting;

public sealed class BacktesterTests
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly BacktestSettings Free = new()
    {
        InitialEquity = 1_000,
        Costs = new ExecutionCosts { CommissionBps = 0, SlippageBps = 0 },
    };

    [Fact]
    public void Run_DecisionAtClose_FillsAtNextOpenAndMarksAtClose()
    {
        var result = Run([(100, 102), (110, 120), (130, 125), (120, 119)], Free, 1, 1, 0, 0);

        // Bought at the open of bar 1 (110), sold at the open of bar 3 (120).
        double[] expected = [1_000, 1_000 * 120 / 110.0, 1_000 * 125 / 110.0, 1_000 * 120 / 110.0];
        Assert.All(expected.Zip(result.Equity), pair => Assert.Equal(pair.First, pair.Second, 9));
        var trade = Assert.Single(result.Trades);
        Assert.Equal((Start.AddHours(4), Start.AddHours(12), 2), (trade.EntryTime, trade.ExitTime, trade.BarsHeld));
        Assert.Equal((110, 120), (trade.EntryPrice, trade.ExitPrice));
        Assert.Equal(0.5, result.Metrics!.Exposure);
    }

    [Fact]
    public void Run_AllOfTheEquityWithCosts_BuysWhatTheCashPaysFor()
    {
        var settings = Free with { Costs = new ExecutionCosts { CommissionBps = 100, SlippageBps = 50 }, CloseAtEnd = true };

        var result = Run([(100, 100), (100, 100), (100, 100)], settings, 1, 1, 1);

        // Cash 1000 = units · 100.5 · 1.01; sold at 99.5 less 1 %.
        var trade = Assert.Single(result.Trades);
        var units = 1_000 / (100.5 * 1.01);
        Assert.Equal(units, trade.Quantity, 10);
        Assert.Equal(100.5, trade.EntryPrice, 9);
        Assert.Equal(99.5, trade.ExitPrice, 9);
        Assert.Equal(units * 99.5 * 0.99, result.Equity[^1], 9);
        Assert.Equal(units, trade.Slippage, 9);
        Assert.Equal(units * 2, trade.Commission, 9);
        Assert.Equal(0, trade.GrossProfit, 9);
        Assert.Equal(Start.AddHours(12), trade.ExitTime);
    }

    [Fact]
    public void Run_ShortPosition_GainsWhenThePriceFallsAndRecordsExcursions()
    {
        var result = Run([(100, 100), (100, 105), (105, 80), (80, 80)], Free, -1, -1, 0, 0);

        var trade = Assert.Single(result.Trades);
        Assert.Equal(TradeSide.Short, trade.Side);
        Assert.Equal(200, trade.NetProfit, 9);
        Assert.Equal((0.05, 0.2), (Math.Round(trade.MaxAdverseExcursion, 9), Math.Round(trade.MaxFavourableExcursion, 9)));
    }

    [Fact]
    public void Run_ShortNotAllowed_IsFlatInstead()
    {
        var result = Run([(100, 100), (100, 50), (50, 50)], Free with { AllowShort = false }, -1, -1, -1);

        Assert.Empty(result.Trades);
        Assert.Equal([1_000, 1_000, 1_000], result.Equity);
    }

    [Fact]
    public void Run_PositionAtTheEnd_IsMarkedAndStated()
    {
        var result = Run([(100, 100), (100, 110), (110, 130)], Free, 1, 1, 1);

        Assert.Empty(result.Trades);
        Assert.Equal(new OpenPosition(TradeSide.Long, Start.AddHours(4), 10, 100, 130, 300, 2), result.OpenPosition);
        Assert.Equal(1_300, result.Equity[^1]);
    }

    [Fact]
    public void Run_RangeWithinSeries_WarmsUpOnThePastAndIgnoresTheFuture()
    {
        var random = new SeededRandom(3);
        var bars = RandomBars.Create(random, 600);
        var template = StrategyCatalog.Get("sma-cross");
        var parameters = PlantedTemplate.NoParameters.Add("fast", 20).Add("slow", 200);

        var result = Backtester.Run(bars, template, parameters, new BacktestSettings(), 300..500);
        var other = Backtester.Run(RandomBars.WithOtherFuture(bars, 499, random), template, parameters, new BacktestSettings(), 300..500);

        Assert.Equal(bars.OpenTicks[300..500].ToArray(), result.OpenTicks);
        Assert.Equal(result.Equity, other.Equity);
        // Warm from the first bar on: decided at the close of bar 299, filled at the open of 300.
        Assert.Equal(bars.OpenTime(300), result.Trades[0].EntryTime);
    }

    [Fact]
    public void Run_WarmUpLongerThanThePast_StaysFlatUntilItIsOver()
    {
        var bars = RandomBars.Create(new SeededRandom(3), 50);

        var result = Backtester.Run(
            bars, new PlantedTemplate((_, _, _) => 1, warmUp: 30), PlantedTemplate.NoParameters, Free, ..);

        Assert.All(result.Equity[..30], value => Assert.Equal(1_000, value));
        Assert.Equal(bars.OpenTime(30), result.OpenPosition!.EntryTime);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(1.5, "1.5")]
    public void Run_DecisionThatIsNoPosition_FailsWithTimeAndReason(double decision, string shown)
    {
        var result = Run([(100, 100), (100, 100), (100, 100)], Free, 0, decision, 0);

        Assert.Equal(Start.AddHours(4), result.Failure!.BarTime);
        Assert.Contains(shown, result.Failure.Reason, StringComparison.Ordinal);
        Assert.Empty(result.Equity);
        Assert.Null(result.Metrics);
    }

    [Fact]
    public void Run_StrategyThrows_FailsWithTimeAndReason()
    {
        var template = new PlantedTemplate((_, bar, _) => bar == 2 ? throw new InvalidOperationException("no more ideas") : 0);

        var result = Backtester.Run(Bars([(1, 1), (1, 1), (1, 1), (1, 1)]), template, PlantedTemplate.NoParameters, Free, ..);

        Assert.Equal(new BacktestFailure(Start.AddHours(8), "InvalidOperationException: no more ideas"), result.Failure);
    }

    [Fact]
    public void Run_EquityUsedUp_FailsAsRuined()
    {
        var result = Run([(100, 100), (100, 100), (100, 250), (250, 250)], Free, -1, -1, -1, -1);

        Assert.Equal(Start.AddHours(8), result.Failure!.BarTime);
        Assert.Contains("equity fell to -500", result.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ParametersOfAnotherTemplate_FailsWithoutABar()
    {
        var result = Backtester.Run(Bars([(1, 1)]), StrategyCatalog.Get("sma-cross"), PlantedTemplate.NoParameters, Free, ..);

        Assert.Equal(new BacktestFailure(null, "sma-cross: parameter 'fast' is missing."), result.Failure);
    }

    [Fact]
    public void Run_IndicatorThrows_FailsWithoutABar()
    {
        var parameters = PlantedTemplate.NoParameters.Add("fast", -5).Add("slow", 50);

        var result = Backtester.Run(RandomBars.Create(new SeededRandom(1), 99), StrategyCatalog.Get("sma-cross"), parameters, Free, ..);

        Assert.Null(result.Failure!.BarTime);
        Assert.StartsWith("ArgumentOutOfRangeException: ", result.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EmptyRange_IsAnEmptyResult()
    {
        var result = Run([], Free);

        Assert.Null(result.Failure);
        Assert.Empty(result.Equity);
        Assert.Equal(0, result.Metrics!.Bars);
    }

    [Fact]
    public void Result_ThroughJson_IsTheSameJson()
    {
        var bars = RandomBars.Create(new SeededRandom(11), 400);
        foreach (var configuration in StrategyGenerator.Generate(new GenerationRequest(1, 60, ["RANDOM"])))
        {
            var json = JsonSerializer.Serialize(Backtester.Run(bars, configuration, new BacktestSettings(), ..));
            Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<BacktestResult>(json)));
        }
    }

    [Fact]
    public void Settings_ThroughJson_AreEqual()
    {
        var settings = new BacktestSettings { InitialEquity = 5, AllowShort = false, Sizing = PositionSizing.OfEquity(0.5) };

        Assert.Equal(settings, JsonSerializer.Deserialize<BacktestSettings>(JsonSerializer.Serialize(settings)));
    }

    [Fact]
    public void RunCurve_TenTimesTheBars_AllocatesNoMore()
    {
        var parameters = PlantedTemplate.NoParameters.Add("fast", 20).Add("slow", 50);
        long Allocated(int count)
        {
            using var indicators = new IndicatorSet(RandomBars.Create(new SeededRandom(1), count), Core.Time.Market.Crypto);
            var curve = new double[count];
            var template = StrategyCatalog.Get("sma-cross");
            var settings = new BacktestSettings();
            Assert.Null(Backtester.RunCurve(indicators, template, parameters, settings, 0, curve));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Backtester.RunCurve(indicators, template, parameters, settings, 0, curve);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // Less than a byte for each of the further bars: what the runtime allocates for itself now and then is not the run's.
        Assert.InRange(Allocated(10_000) - Allocated(1_000), long.MinValue, 5_000);
    }

    private static BacktestResult Run((double Open, double Close)[] prices, BacktestSettings settings, params double[] decisions) =>
        Backtester.Run(Bars(prices), new PlantedTemplate((_, bar, _) => decisions[bar]), PlantedTemplate.NoParameters, settings, ..);

    private static BarSeries Bars((double Open, double Close)[] prices) => new(
        "TEST",
        Timeframe.H4,
        prices.Select((_, index) => Start.AddHours(4 * index).Ticks).ToArray(),
        prices.Select(price => price.Open).ToArray(),
        prices.Select(price => Math.Max(price.Open, price.Close)).ToArray(),
        prices.Select(price => Math.Min(price.Open, price.Close)).ToArray(),
        prices.Select(price => price.Close).ToArray(),
        prices.Select(_ => 1.0).ToArray());
}
