using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.Execution;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Optimization;

public sealed class SignalSearchTests
{
    private static readonly BarSeries Bars = RandomBars.Create(new SeededRandom(1), 1000, Timeframe.D1);
    private static readonly Proposal Proposal = new(
        0, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("fast", 10.0), KeyValuePair.Create("slow", 40.0)]));

    [Fact]
    public void Try_RunWithStartAndEnd_SeesAllButItsLastPartAndEarlierBarsWarmUp()
    {
        var search = new SignalSearch(Run(allowShort: false), "hash", Bars, new SearchSettings { TestShare = 0.25 });

        var (template, settings) = (StrategyCatalog.Get("sma-cross"), new BacktestSettings
        {
            AllowShort = false,
            CloseAtEnd = true,
            Sizing = PositionSizing.OfEquity(0.1),
            Costs = new() { CommissionBps = 3, SlippageBps = 0 },
        });
        Assert.Equal(Backtester.Run(search.Bars, template, Proposal.Parameters, settings, 400..700).Metrics, search.Try(Proposal).Metrics);
        Assert.Equal(Backtester.Run(search.Bars, template, Proposal.Parameters, settings, 700..800).Metrics, search.TryUnseen(Proposal)!.Metrics);
        Assert.Equal((800, "hash", ContentHash.Of(Bars.Slice(0, 800))), (search.Bars.Count, search.ConfigurationHash, search.Try(Proposal).DataHash));
    }

    [Fact]
    public void TryUnseen_NothingKeptBack_IsNull() =>
        Assert.Null(new SignalSearch(Run(), "hash", Bars, new SearchSettings { TestShare = 0 }).TryUnseen(Proposal));

    [Fact]
    public void TryUnseen_LimitThatIsMissed_CountsInTheSearchOnly()
    {
        var settings = new SearchSettings { Objective = new("totalReturn") { Limits = [new("trades", AtLeast: 10_000)] } };
        var search = new SignalSearch(Run(), "hash", Bars, settings);

        Assert.Null(search.Try(Proposal).Objective);
        Assert.NotNull(search.TryUnseen(Proposal)!.Objective);
    }

    [Fact]
    public void Run_AnyNumberOfWorkers_FindsTheSame()
    {
        var settings = new SearchSettings { Method = SearchMethod.Evolutionary, Trials = 30, BatchSize = 5, Objective = new("totalReturn") };

        var one = OptimizationLoop.Run(new SignalSearch(Run(), "hash", Bars, settings), settings, workers: 1);
        var many = OptimizationLoop.Run(new SignalSearch(Run(), "hash", Bars, settings), settings, workers: 4);

        Assert.Equal(one.Trials.Select(trial => (trial.Objective, trial.Metrics)), many.Trials.Select(trial => (trial.Objective, trial.Metrics)));
        Assert.Equal((one.Best, one.OutOfSample!.Metrics, one.Multiplicity), (many.Best, many.OutOfSample!.Metrics, many.Multiplicity));
    }

    [Fact]
    public void Create_GapsAndAPolicy_FillsThem()
    {
        var gaps = Enumerable.Range(1, 799).Count(bar => Bars.OpenTime(bar) - Bars.OpenTime(bar - 1) > TimeSpan.FromDays(1));

        Assert.True(gaps > 5);
        Assert.Equal(800, new SignalSearch(Run(), "hash", Bars, new SearchSettings()).Bars.Count);
        Assert.Equal(800 + gaps, new SignalSearch(Run(), "hash", Bars, new SearchSettings { FillMaxBars = 1 }).Bars.Count);
    }

    [Theory]
    [InlineData("{symbols: [X, Y], timeframe: 1d, strategy: {name: sma-cross}}", "take one signal on one symbol")]
    [InlineData("{symbol: X, timeframe: 1d, strategy: {name: ema-cross-bracket}}", "'ema-cross-bracket' cannot be taken: it must be a signal")]
    [InlineData("{symbol: X, timeframe: 1d, strategy: {name: sma-cross}, borrow_rate: 0.1}", "and no more")]
    public void Check_MoreThanASignal_SaysSo(string run, string message) => Assert.Contains(
        message, Assert.Throws<ArgumentException>(() => SignalSearch.Check(Read(run), new SearchSettings())).Message, StringComparison.Ordinal);

    private static RunConfiguration Run(bool allowShort = true) => Read(FormattableString.Invariant(
        $"{{symbol: {Bars.Symbol}, timeframe: 1d, start: {Bars.OpenTime(400):yyyy-MM-dd}, end: {Bars.OpenTime(800):yyyy-MM-dd}, commission_bps: 3, slippage_bps: 0, strategy: {{name: sma-cross, parameters: {{allow_short: {(allowShort ? "true" : "false")}}}}}}}"));

    private static RunConfiguration Read(string text) => RunSchema.For(StrategyLibrary.BuiltIn).Read(ConfigurationDocument.Parse(text, "test"));
}
