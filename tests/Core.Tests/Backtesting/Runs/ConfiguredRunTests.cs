using System.Text.Json;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Runs;

public sealed class ConfiguredRunTests
{
    [Fact]
    public void Execute_ExampleOfTheSpecification_RunsTheDefaultStrategyBetweenItsDates()
    {
        var run = RunTexts.Read(RunTexts.Example, "run.json");

        var result = ConfiguredRun.Execute(run, RunTexts.Bars);

        Assert.Null(result.Failure);
        Assert.Equal("ema-cross-bracket", Assert.Single(run.Strategies).Definition.Schema.Name);
        Assert.True(new DateTime(result.OpenTicks[0], DateTimeKind.Utc) >= DateTimeOffset.FromUnixTimeMilliseconds(1700000000000).UtcDateTime);
        Assert.True(new DateTime(result.OpenTicks[^1], DateTimeKind.Utc) < DateTimeOffset.FromUnixTimeMilliseconds(1701000000000).UtcDateTime);
        Assert.Equal(1_000_000_000 / (15 * 60_000), result.Equity.Length);
        Assert.NotEmpty(result.Trades);
        Assert.All(result.Trades, trade => Assert.InRange(Math.Abs(trade.Quantity * trade.EntryPrice), 800, 1_200));
    }

    [Fact]
    public void Execute_EveryCostModel_IsTheSameAsTheStructGivenDirectly()
    {
        var bars = RunTexts.Bars;
        (string Text, Func<EventBacktestResult> Direct)[] cases =
        [
            ("commission: {type: fixed, amount: 3}", () => Direct(new FixedCommission(3), new BasisPointSlippage(2))),
            ("commission: {type: per_share, amount: 0.5, minimum: 1}", () => Direct(new PerShareCommission(0.5, 1), new BasisPointSlippage(2))),
            ("commission: {type: tiered, tiers: [{maker_bps: 1, taker_bps: 5}, {from_traded: 20000, maker_bps: -1, taker_bps: 3}]}",
                () => Direct(new TieredCommission(new CommissionTier(0, 1, 5), new CommissionTier(20_000, -1, 3)), new BasisPointSlippage(2))),
            ("slippage: {type: ticks, count: 3}\ninstrument: {tick_size: 0.01}", () => Direct(new BasisPointCommission(4), FixedSlippage.Ticks(3, 0.01), 0.01)),
            ("slippage: {type: spread, width: 0.2}", () => Direct(new BasisPointCommission(4), FixedSlippage.HalfSpread(0.2))),
            ("slippage: {type: atr, period: 10, multiple: 0.1}", () => Direct(new BasisPointCommission(4), Range(10, 0.1))),
            ("slippage: {type: linear_impact, coefficient: 0.3}", () => Direct(new BasisPointCommission(4), new LinearImpactSlippage(bars.Volume.ToArray(), 0.3))),
        ];

        foreach (var (text, direct) in cases)
        {
            var result = ConfiguredRun.Execute(RunTexts.Read($"symbol: BTCUSDT\ntimeframe: 15m\n{text}"), bars);
            Assert.Null(result.Failure);
            Assert.NotEmpty(result.Trades);
            Assert.Equal(direct().Equity, result.Equity);
        }

        AverageRangeSlippage Range(int period, double multiple)
        {
            var average = new double[bars.Count];
            AverageTrueRange.Compute(bars.High, bars.Low, bars.Close, period, average);
            return new AverageRangeSlippage(average, multiple, 2);
        }

        EventBacktestResult Direct<TCommission, TSlippage>(TCommission commission, TSlippage slippage, double tick = 0)
            where TCommission : struct, ICommission
            where TSlippage : struct, ISlippage
        {
            var settings = ConfiguredRun.SettingsOf(RunTexts.Read($"symbol: BTCUSDT\ntimeframe: 15m\ninstrument: {{tick_size: {tick}}}"), bars);
            var definition = StrategyLibrary.BuiltIn.Get(RunSchema.DefaultStrategy);
            using var indicators = new IndicatorSet(bars, Market.Crypto);
            var runner = new DirectRunner<TCommission, TSlippage>(indicators, commission, slippage, settings);
            definition.Run(indicators, definition.Defaults, ref runner);
            return runner.Result!;
        }
    }

    [Fact]
    public void Execute_SquareRootImpact_CostsMoreThanNoneAndGrowsWithTheSize()
    {
        double Slippage(double cash, double coefficient) => ConfiguredRun.Execute(
            RunTexts.Read(FormattableString.Invariant($"symbol: BTCUSDT\ntimeframe: 15m\ninitial_cash: {cash}\nslippage: {{type: square_root_impact, coefficient: {coefficient}}}")),
            RunTexts.Bars).Costs.Slippage;

        Assert.Equal(0, Slippage(10_000, 0));
        var (small, large) = (Slippage(1_000, 1), Slippage(4_000, 1));
        // Four times the size costs 4 × √4 as much, as far as the equities go the same way.
        Assert.InRange(large / small, 7, 9);
    }

    [Fact]
    public void Execute_FundingOfOneRate_IsPaidEveryEightHours()
    {
        var free = Costs("rate: 0");
        var paid = Costs("rate: 0.0001");

        Assert.Equal(0, free.Costs.Funding);
        Assert.NotEqual(0, paid.Costs.Funding);
        var held = Costs("series: [{time: 2023-11-02, rate: 0.001}]");
        Assert.NotEqual(paid.Costs.Funding, held.Costs.Funding);

        static EventBacktestResult Costs(string funding) => ConfiguredRun.Execute(
            RunTexts.Read($"symbol: BTCUSDT\ntimeframe: 15m\nfunding: {{enabled: true, {funding}}}\nstrategy: {{name: sma-cross}}"), RunTexts.Bars);
    }

    [Fact]
    public void Execute_TemplateByName_IsTheBacktesterBitByBit()
    {
        var template = StrategyCatalog.Get("sma-cross");
        var parameters = template.Parameters.ToDictionary(range => range.Name, range => range.Default);
        var settings = new BacktestSettings { InitialEquity = 10_000, AllowShort = false };
        var expected = Backtester.Run(RunTexts.Bars, template, PlantedParameters(parameters), settings, 500..);
        var start = RunTexts.Bars.OpenTime(500);

        var result = ConfiguredRun.Execute(
            RunTexts.Read($"symbol: BTCUSDT\ntimeframe: 15m\nstart: {start:yyyy-MM-ddTHH:mm}Z\ninitial_cash: 10000\nsizing: {{type: percent_equity, value: 1}}\nleverage: null\nstrategy: {{name: sma-cross, parameters: {{allow_short: false}}}}"),
            RunTexts.Bars);

        Assert.Equal(expected.Equity, result.Equity);
        Assert.NotEmpty(result.Trades);
    }

    [Fact]
    public void Curve_SharedIndicators_IsTheEquityOfTheWholeResult()
    {
        using var indicators = new IndicatorSet(RunTexts.Bars, Market.Crypto);
        var run = RunTexts.Read(RunTexts.Example).WithParameters(new Dictionary<string, double> { ["fast"] = 8 });
        var whole = ConfiguredRun.Execute(run, indicators);
        var equity = new double[whole.Equity.Length];

        Assert.Null(ConfiguredRun.Curve(run, indicators, equity));

        Assert.Equal(whole.Equity, equity);
        Assert.Equal(ConfiguredRun.Execute(run, RunTexts.Bars).Equity, equity);
    }

    [Fact]
    public void SettingsOf_Everything_ReachesTheBroker()
    {
        var run = RandomRuns.Draw(new Core.Randomness.SeededRandom(3));

        var settings = ConfiguredRun.SettingsOf(run, RunTexts.Bars);

        var rules = settings.Rules;
        Assert.Equal(run.Execution with { Latency = run.Execution.Latency with { Seed = run.Seed } }, rules.Policy);
        Assert.Equal((run.Instrument, run.Margin, run.Limits, run.Sizing), (rules.Instrument, rules.Margin, rules.Limits, rules.Sizing));
        Assert.Equal((run.Lots, run.BorrowRate), (rules.Lots, rules.BorrowRate));
        Assert.Equal(
            (run.InitialCash, run.Guards, run.CloseAtEnd, run.Market),
            (settings.InitialEquity, settings.Guards, settings.CloseAtEnd, settings.Market));
    }

    [Fact]
    public void Execute_TargetsSizedByRisk_FailTheRunAndSayWhy()
    {
        var run = RunTexts.Read("symbol: BTCUSDT\ntimeframe: 15m\nsizing: {type: risk}\nstrategy: {name: sma-cross}");

        Assert.Contains("a target position, which has no stop", ConfiguredRun.Execute(run, RunTexts.Bars).Failure!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("symbol: ETHUSDT\ntimeframe: 15m", "The run is for ETHUSDT M15, but the bars are BTCUSDT M15.")]
    [InlineData("symbol: BTCUSDT\ntimeframe: 1h", "The run is for BTCUSDT H1, but the bars are BTCUSDT M15.")]
    [InlineData("symbol: BTCUSDT\ntimeframe: 15m\nstart: 2025-01-01", "BTCUSDT M15: no bar lies between start and end; they open from 2023-11-01 00:00Z to 2023-12-02 05:45Z.")]
    public void Execute_OtherBars_SaysWhichAreNeeded(string text, string message)
    {
        var exception = Assert.Throws<ArgumentException>(() => ConfiguredRun.Execute(RunTexts.Read(text), RunTexts.Bars));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, double> PlantedParameters(Dictionary<string, double> values) =>
        Strategies.PlantedTemplate.NoParameters.AddRange(values);

    private struct DirectRunner<TCommission, TSlippage>(IndicatorSet indicators, TCommission commission, TSlippage slippage, EventBacktestSettings settings) : IStrategyRunner
        where TCommission : struct, ICommission
        where TSlippage : struct, ISlippage
    {
        public EventBacktestResult? Result { get; private set; }

        public void Run<TStrategy>(TStrategy strategy)
            where TStrategy : IBarStrategy =>
            Result = EventBacktester.Run(indicators.Bars, ref strategy, commission, slippage, settings, ..);

        public readonly void RunSignal<TSignal>(TSignal signal, int warmUp, double smallestTarget)
            where TSignal : struct, ISignal, allows ref struct => throw new NotSupportedException();
    }
}
