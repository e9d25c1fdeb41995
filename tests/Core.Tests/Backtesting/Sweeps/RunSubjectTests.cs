using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Execution;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Backtesting.Sweeps;

public sealed class RunSubjectTests
{
    public static TheoryData<string> Strategies => [.. StrategyLibrary.BuiltIn.All.Select(definition => definition.Schema.Name)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Run_EveryStrategy_GivesTheFiguresOfAConfiguredRun(string name)
    {
        var definition = StrategyLibrary.BuiltIn.Get(name);
        for (var seed = 0; seed < 4; seed++)
        {
            var random = new SeededRandom(seed);
            var bars = RandomBars.Create(random, 700);
            var run = Run(definition) with
            {
                Symbols = [bars.Symbol],
                Start = bars.OpenTime(100),
                End = bars.OpenTime(690),
                Sizing = PositionSizing.OfEquity(0.3 + (0.7 * random.NextDouble())),
                CloseAtEnd = random.NextInt(2) == 0,
            };
            if (seed == 3)
                run = run with { BorrowRate = 0.02 }; // the way through orders
            var axes = definition.Schema.Inputs.Take(1).Select(input => Few(input, random))
                .Concat(definition.Schema.Inputs.Where(input => input.Name == "allow_short").Select(ParameterAxis.Of))
                .ToArray();
            var grid = ParameterGrid.Of(definition, definition.Defaults, axes);

            var rows = Sweep.Run(
                new SweepPlan(new RunSubject(run, RunSchema.For(StrategyLibrary.BuiltIn)), bars, ConfiguredRun.RangeOf(run, bars), grid.Sets),
                new SweepOptions { KeepCurves = true },
                TestContext.Current.CancellationToken);

            foreach (var (set, row) in grid.Sets.Zip(rows))
            {
                var expected = ConfiguredRun.Execute(run.WithParameters(set), bars);
                Assert.Null(expected.Failure);
                Assert.Equal(expected.Equity, row.Equity);
                Assert.Equal(expected.Metrics, row.Metrics);
                Assert.Equal(expected.Equity[^1], row.FinalEquity);
            }
        }
    }

    [Fact]
    public void Key_OtherThanParameters_ChangesIt()
    {
        var schema = RunSchema.For(StrategyLibrary.BuiltIn);
        var run = Run(StrategyLibrary.BuiltIn.Get("sma-cross"));

        var key = new RunSubject(run, schema).Key;

        Assert.Equal(key, new RunSubject(run.WithParameters(PlantedTemplate.NoParameters.Add("fast", 5)), schema).Key);
        Assert.NotEqual(key, new RunSubject(run with { InitialCash = 5 }, schema).Key);
        Assert.NotEqual(key, new RunSubject(Run(StrategyLibrary.BuiltIn.Get("rsi-limit")), schema).Key);
    }

    private static ParameterAxis Few(StrategyInput input, SeededRandom random)
    {
        var all = ParameterAxis.Of(input).Values;
        return new ParameterAxis(input.Name, [.. Enumerable.Range(0, 3).Select(_ => all[random.NextInt(all.Count)]).Append(input.Default).Distinct()]);
    }

    private static RunConfiguration Run(StrategyDefinition definition) =>
        new() { Symbols = ["RANDOM"], Timeframe = Timeframe.H4, Strategies = [RunStrategy.Of(definition)] };
}
