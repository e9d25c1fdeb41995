using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Backtesting.Runs;

namespace Serverless.Core.Tests.Strategies;

public sealed class StrategyLibraryTests
{
    public static TheoryData<string> Names => [.. StrategyLibrary.BuiltIn.All.Select(definition => definition.Schema.Name)];

    [Fact]
    public void BuiltIn_Library_HasEveryTemplateAndTheOrderStrategies()
    {
        Assert.All(StrategyCatalog.All, template => Assert.IsType<SignalDefinition>(StrategyLibrary.BuiltIn.Get(template.Name)));
        Assert.Equal(4, StrategyLibrary.BuiltIn.All.Count(definition => definition is not SignalDefinition));
        var exception = Assert.Throws<ArgumentException>(() => StrategyLibrary.BuiltIn.Get("sma-kross"));
        Assert.StartsWith("There is no strategy 'sma-kross'; did you mean 'sma-cross'? There are bollinger-reversion, ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_NameThatIsTaken_Throws() =>
        Assert.Throws<ArgumentException>(() => StrategyLibrary.BuiltIn.With(new SignalDefinition(StrategyCatalog.Get("sma-cross"))));

    [Fact]
    public void WithAssembly_PublicDefinitions_AreFound()
    {
        var library = StrategyLibrary.BuiltIn.WithAssembly(typeof(LastBarsTrend).Assembly);

        Assert.Equal(2, library.Get("last-bars-trend").Defaults.Int("bars"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_AnyFutureReplaced_PlacesTheSameOrders(string name)
    {
        var definition = StrategyLibrary.BuiltIn.Get(name);
        var compared = 0;
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new SeededRandom(seed);
            var bars = RandomBars.Create(random, 1_600);
            var cut = 1_000 + random.NextInt(500);
            // The parameters of the first trial are the usual ones: some that are drawn warm up for longer than the series.
            var parameters = seed == 0 ? definition.Defaults : RandomRuns.Resolved(random, definition);
            var before = Run(definition, parameters, bars);
            var after = Run(definition, parameters, RandomBars.WithOtherFuture(bars, cut, random));

            var orders = before.Orders.Where(order => order.SubmittedBar <= cut).ToList();
            compared += orders.Count;
            Assert.Null(before.Failure);
            Assert.Equal(
                orders.Select(order => (order.SubmittedBar, order.Ticket)),
                after.Orders.Where(order => order.SubmittedBar <= cut).Select(order => (order.SubmittedBar, order.Ticket)));
        }

        Assert.True(compared > 5, $"Only {compared} orders were compared.");
    }

    [Theory]
    [InlineData("fast", 2.5, "ema-cross-bracket: 'fast' is 2.5; it must be a whole number from 2 to 200.")]
    [InlineData("fast", 201, "ema-cross-bracket: 'fast' is 201; it must be a whole number from 2 to 200.")]
    [InlineData("stop", double.NaN, "ema-cross-bracket: 'stop' is NaN; it must be a number from 0.25 to 20.")]
    [InlineData("allow_short", 2, "ema-cross-bracket: 'allow_short' is 2; it must be 0 (false) or 1 (true).")]
    [InlineData("fasst", 5, "ema-cross-bracket: there is no parameter 'fasst'; did you mean 'fast'?")]
    [InlineData("fast", 26, "ema-cross-bracket: fast must be below slow.")]
    public void Resolve_ValueThatIsNotAllowed_SaysWhatIs(string name, double value, string message)
    {
        var definition = StrategyLibrary.BuiltIn.Get("ema-cross-bracket");

        var exception = Assert.Throws<ArgumentException>(() => definition.Resolve(new Dictionary<string, double> { [name] = value }));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_TypedGetters_GiveEachKindAndRefuseOthers()
    {
        var parameters = StrategyLibrary.BuiltIn.Get("rsi-limit").Resolve(new Dictionary<string, double> { ["side"] = 2, ["entry"] = 12.5 });

        Assert.Equal(("short", 12.5, 14), (parameters.Choice("side"), parameters.Float("entry"), parameters.Int("period")));
        Assert.Contains("'side' is of kind Choice, not Bool", Assert.Throws<ArgumentException>(() => parameters.Bool("side")).Message, StringComparison.Ordinal);
        Assert.Equal("period=14, entry=12.5, range=14, offset=0.25, stop=3, patience=3, side=short", parameters.ToString());
    }

    [Fact]
    public void Schema_InputTwiceOrDefaultOutOfRange_IsRefusedWhenItIsMade()
    {
        Assert.Throws<ArgumentException>(() => StrategyInput.Int("fast", 500, 2, 200, "Too slow."));
        Assert.Throws<ArgumentException>(() => new StrategySchema
        {
            Name = "twice",
            Category = StrategyIdea.Trend,
            Description = "Names an input twice.",
            Inputs = [StrategyInput.Bool("a", true, ""), StrategyInput.Bool("a", true, "")],
        });
    }

    private static EventBacktestResult Run(StrategyDefinition definition, StrategyParameters parameters, BarSeries bars) =>
        ConfiguredRun.Execute(
            new RunConfiguration { Symbols = ["RANDOM"], Timeframe = Timeframe.H4 }.With(new RunStrategy(definition, parameters)), bars);
}
