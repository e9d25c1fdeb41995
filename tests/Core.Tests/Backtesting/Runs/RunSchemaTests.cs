using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Backtesting.Runs;

public sealed class RunSchemaTests
{
    [Fact]
    public void Read_Example_IsWhatItSays()
    {
        var run = RunTexts.Read(RunTexts.Example);

        Assert.Equal(["BTCUSDT"], run.Symbols);
        Assert.Equal(Timeframe.M15, run.Timeframe);
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc), run.Start);
        Assert.Equal(10_000, run.InitialCash);
        Assert.Equal(1, run.Margin.Leverage);
        Assert.Equal(MarketFill.NextOpen, run.Execution.MarketFill);
        Assert.Equal(new CommissionModel.BasisPoints { Bps = 4 }, run.Commission);
        Assert.Equal(new SlippageModel.BasisPoints { Bps = 2 }, run.Slippage);
        Assert.Equal(PositionSizing.OfEquity(0.1), run.Sizing);
    }

    [Fact]
    public void Hash_SameRunWrittenInAnotherWay_IsTheSame()
    {
        const string Yaml = """
            version: 1
            strategies:
              - name: ema_cross_bracket
                parameters: {fast: 12}
            sizing: {value: 1e-1, type: percent-equity}
            slippage: {type: bps, bps: 2.0}
            commission: {type: bps}
            end: 2023-11-26T12:00:00+00:00
            start: "2023-11-14 22:13:20"
            timeframe: 15m   # a quarter of an hour
            symbols: [BTCUSDT]
            initial_cash: 1.0e4
            funding: {enabled: true}
            """;
        var (json, yaml) = (RunTexts.Read(RunTexts.Example), RunTexts.Read(Yaml));

        Assert.Equal(yaml with { End = json.End }, json);
        Assert.Equal(RunTexts.Schema.Hash(yaml with { End = json.End }), RunTexts.Schema.Hash(json));
        Assert.NotEqual(RunTexts.Schema.Hash(json), RunTexts.Schema.Hash(json with { Seed = 1 }));
    }

    [Fact]
    public void Hash_OtherVersionOfAStrategy_IsAnother()
    {
        var (old, young) = (new Versioned(1), new Versioned(2));
        var run = RunTexts.Read(RunTexts.Example);

        Assert.NotEqual(Hash(old), Hash(young));
        Assert.Equal(2, RunSchema.For(StrategyLibrary.BuiltIn.With(young)).Write(run.With(RunStrategy.Of(young)))!["strategies"]![0]!["version"]!.GetValue<int>());

        string Hash(StrategyDefinition definition) => RunSchema.For(StrategyLibrary.BuiltIn.With(definition)).Hash(run.With(RunStrategy.Of(definition)));
    }

    [Fact]
    public void Read_ManyMistakes_AreAllToldWithPositionFoundAndValid()
    {
        const string Text = """
            symbol: BTCUSDT
            timeframe: 15min
            initial_cash: -5
            comission_bps: 4
            leverage: "2"
            slippage_bps: 2
            slippage: {type: bps, bps: 1}
            sizing: {type: percent_equty, value: 0.1}
            funding: {enabled: yes, interval_hours: 5}
            latency:
              bars: 1.5
            execution: {gap_fill: never}
            strategy:
              name: sma-cros
            end: 1700000000
            """;

        Assert.Equal(
            """
            run.yaml:2:12: timeframe: '15min' is not one of 1m, 15m, 30m, 1h, 4h, 1d; did you mean '15m'?
            run.yaml:3:15: initial_cash: '-5' is not a number above 0.
            run.yaml:4:1: comission_bps: there is no such key; did you mean 'commission_bps'?
            run.yaml:5:11: leverage: the text "2" is not a number above 0.
            run.yaml:7:1: slippage: 'slippage_bps' at run.yaml:6:1 gives the same; set one of the two to null.
            run.yaml:8:16: sizing.type: there is no sizing 'percent_equty'; there are percent_equity, fixed, risk. Did you mean 'percent_equity'?
            run.yaml:9:20: funding.enabled: 'yes' is not true or false.
            run.yaml:9:41: funding.interval_hours: '5': it must divide 24.
            run.yaml:11:9: latency.bars: '1.5' is not a whole number from 0 to 10000.
            run.yaml:12:23: execution.gap_fill: 'never' is not one of at_open, at_trigger; did you mean 'at_open'?
            run.yaml:14:9: strategy.name: there is no strategy 'sma-cros'; there are bollinger-reversion, donchian-breakout, donchian-trail, ema-cross-atr, ema-cross-bracket, regime-gated-momentum, rsi-limit, rsi-reversion, scaled-trend, sma-cross, time-series-momentum, volatility-breakout, volatility-target-trend. Did you mean 'sma-cross'?
            run.yaml:15:6: end: '1700000000' is not a time such as 2024-01-31, 2024-01-31T16:00Z or 1706716800000 (milliseconds since 1970).
            """.ReplaceLineEndings("\n"),
            RunTexts.Errors(Text));
    }

    [Theory]
    [InlineData("timeframe: 1h", "run.yaml:1:1: symbols: it is missing; give a list of at least 1.")]
    [InlineData("symbol: A\ntimeframe: 1h\nstart: 2024-01-02\nend: 2024-01-01", "run.yaml:4:6: end: it must be after start.")]
    [InlineData("symbol: A\ntimeframe: 1h\nslippage: {type: ticks}", "run.yaml:3:11: slippage: slippage in ticks needs instrument.tick_size.")]
    [InlineData("symbol: A\ntimeframe: 1h\nstrategy: {name: sma-cross, symbol: B}", "run.yaml:3:11: strategies: 'B' is not among the symbols A.")]
    [InlineData("symbol: A\ntimeframe: 1h\nstrategy: {name: ema-cross-bracket, parameters: {fast: 30}}", "run.yaml:3:49: strategy.parameters: ema-cross-bracket: fast must be below slow.")]
    [InlineData("symbol: A\ntimeframe: 1h\nstrategy: {name: rsi-limit, parameters: {side: lng, sid: both}}", "run.yaml:3:48: strategy.parameters.side: 'lng' is not one of both, long, short; did you mean 'long'?\nrun.yaml:3:53: strategy.parameters.sid: there is no such key; did you mean 'side'?")]
    [InlineData("symbol: A\ntimeframe: 1h\nmarket: macro", "run.yaml:3:9: market: 'macro' is not one of crypto, us_equities; did you mean 'crypto'?")]
    [InlineData("symbol: A\ntimeframe: 1h\nstrategy: {name: sma-cross, search: {fst: 5..60:5, slow: {distribution: log_uniform, min: 7}}}", "run.yaml:3:38: strategy.search.fst: there is no such parameter; did you mean 'fast'?\nrun.yaml:3:91: strategy.search.slow.min: '7' is not a whole number from 20 to 240.")]
    [InlineData("symbol: A\ntimeframe: 1h\nstrategy: {name: sma-cross, version: 2}", "run.yaml:3:38: strategy.version: '2': 'sma-cross' is at version 1, and its older rules are gone: leave the key out to run this one.")]
    [InlineData("version: 2\nsymbol: A\ntimeframe: 1h", "run.yaml:1:10: version: '2' is not a whole number from 1 to 1.")]
    public void Read_OneMistake_IsToldWithWhatToDo(string text, string message) => Assert.Equal(message, RunTexts.Errors(text));

    [Fact]
    public void Merge_OverridesAndAssignments_LayOverTheBase()
    {
        var merged = ConfigurationDocument.Parse(RunTexts.Example, "base.json")
            .Merge(ConfigurationDocument.Parse("sizing: {value: 0.2}\ncommission_bps: null\ncommission: {type: fixed, amount: 1}", "experiment.yaml"))
            .Merge(ConfigurationDocument.Assign("strategy.name=ema-cross-bracket"))
            .Merge(ConfigurationDocument.Assign("strategy.parameters.fast=8"))
            .Merge(ConfigurationDocument.Assign("funding={enabled: false}"));

        var run = RunTexts.Schema.Read(merged);

        Assert.Equal(PositionSizing.OfEquity(0.2), run.Sizing);
        Assert.Equal(new CommissionModel.Fixed { Amount = 1 }, run.Commission);
        Assert.Equal(8, run.Strategies[0].Parameters.Int("fast"));
        Assert.False(run.Funding.Enabled);
        Assert.Equal(10_000, run.InitialCash);
    }

    private sealed class Versioned(int version) : StrategyDefinition(
        new StrategySchema { Name = "versioned", Version = version, Category = StrategyIdea.Momentum, Description = "Does nothing." })
    {
        public override void Run<TRunner>(IndicatorSet indicators, StrategyParameters parameters, ref TRunner runner) => throw new NotSupportedException();
    }
}
