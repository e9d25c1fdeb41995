using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Execution;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;
using Serverless.Testing;

namespace Serverless.Core.Tests.Backtesting.Sweeps;

public sealed class SweepTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Run_GridOfHundred_PicksTheCombinationAndEquityOfSevenEngines()
    {
        var bars = GoldenBars.Read(SharedFolder.Path("golden/backtest/data/gbm_1m_20000.csv.gz"));
        var settings = new BacktestSettings
        {
            InitialEquity = 1e8,
            Costs = new ExecutionCosts { CommissionBps = 4, SlippageBps = 0 },
            Sizing = PositionSizing.Units(1),
            AllowShort = false,
        };
        var template = new LateSmaCross();
        var grid = ParameterGrid.Of(template, [ParameterAxis.Parse("fast=5..50:5"), ParameterAxis.Parse("slow=60..240:20")]);

        var rows = Sweep.Run(new SweepPlan(new TemplateSubject(template, settings), bars, .., grid.Sets), new SweepOptions(), Cancellation);

        var best = rows.MaxBy(row => row.FinalEquity)!;
        Assert.Equal(100, rows.Count);
        Assert.Equal((25, 160), (best.Parameters["fast"], best.Parameters["slow"]));
        Assert.Equal(99_998_867.9809, best.FinalEquity!.Value, 4);
    }

    [Fact]
    public void Run_AnyNumberOfThreads_GivesTheBitsOfSingleRuns()
    {
        var trades = 0;
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new SeededRandom(seed);
            var bars = RandomBars.Create(random, 600);
            var settings = new BacktestSettings { AllowShort = random.NextInt(2) == 0, CloseAtEnd = random.NextInt(2) == 0 };
            var start = random.NextInt(300);
            foreach (var template in StrategyCatalog.All)
            {
                var sets = Draw(template, random, 24);
                var plan = new SweepPlan(new TemplateSubject(template, settings), bars, start..^7, sets);

                var serial = Sweep.Run(plan, new SweepOptions { Threads = 1, KeepCurves = true }, Cancellation);
                var parallel = Sweep.Run(plan, new SweepOptions { Threads = 2 + random.NextInt(6), KeepCurves = true }, Cancellation);

                for (var i = 0; i < sets.Length; i++)
                {
                    var single = Backtester.Run(bars, template, sets[i], settings, start..^7);
                    AssertSame(single, sets[i], serial[i]);
                    AssertSame(single, sets[i], parallel[i]);
                    trades += single.Trades.Count;
                }
            }
        }

        Assert.True(trades > 5_000, $"Only {trades} trades were compared.");
    }

    [Fact]
    public void Run_SetThatFails_HasItsReasonAndStopsNoOther()
    {
        var template = StrategyCatalog.Get("sma-cross");
        ImmutableSortedDictionary<string, double>[] sets = [Set(10, 20), Set(20, 10), Set(5, 20)];

        var rows = Sweep.Run(Plan(sets), new SweepOptions(), Cancellation);

        Assert.Equal([false, true, false], rows.Select(row => row.Failure is not null));
        Assert.Contains(template.Constraint!, rows[1].Failure!.Reason, StringComparison.Ordinal);
        Assert.Null(rows[1].Metrics);
        Assert.Null(rows[1].FinalEquity);
    }

    [Fact]
    public void Run_Resumed_RunsOnlyWhatIsMissingAndEndsTheSame()
    {
        var sets = Draw(StrategyCatalog.Get("sma-cross"), new SeededRandom(1), 30);
        var expected = Sweep.Run(Plan(sets), new SweepOptions(), Cancellation);
        var checkpoint = new ListCheckpoint();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        checkpoint.Added = count =>
        {
            if (count == 11)
                stop.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => Sweep.Run(Plan(sets), new SweepOptions { Threads = 1, Checkpoint = checkpoint }, stop.Token));
        Assert.Equal(11, checkpoint.Finished.Count);
        var reports = new List<SweepProgress>();

        var resumed = Sweep.Run(Plan(sets), new SweepOptions { Checkpoint = checkpoint, Progress = new Reports(reports) }, Cancellation);

        Assert.Equal(expected.Select(Figures), resumed.Select(Figures));
        Assert.Equal(30, checkpoint.Finished.Count);
        Assert.Equal((11, 30, 11), (reports[0].Done, reports[0].Total, reports[0].Resumed));
    }

    [Fact]
    public void Run_LargerGrid_TakesOverTheRowsOfTheSmallerOne()
    {
        var sets = Draw(StrategyCatalog.Get("sma-cross"), new SeededRandom(1), 10);
        var checkpoint = new ListCheckpoint();
        Sweep.Run(Plan(sets[..4]), new SweepOptions { Checkpoint = checkpoint }, Cancellation);

        Sweep.Run(Plan(sets), new SweepOptions { Checkpoint = checkpoint }, Cancellation);

        Assert.Equal(Plan(sets[..4]).Key, Plan(sets).Key);
        Assert.Equal(10, checkpoint.Finished.Count);
    }

    [Fact]
    public void Run_CheckpointThatCannotBeWritten_FailsWithItsReason()
    {
        var checkpoint = new ListCheckpoint { Added = _ => throw new IOException("the disk is full") };

        var error = Assert.Throws<IOException>(() => Sweep.Run(Plan([Set(5, 20), Set(10, 20)]), new SweepOptions { Checkpoint = checkpoint }, Cancellation));

        Assert.Equal("the disk is full", error.Message);
    }

    [Fact]
    public void Run_SameSetTwiceOrCurvesOfACheckpoint_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Sweep.Run(Plan([Set(5, 20), Set(5, 20)]), new SweepOptions(), Cancellation));
        Assert.Throws<ArgumentException>(() => Sweep.Run(
            Plan([Set(5, 20)]), new SweepOptions { KeepCurves = true, Checkpoint = new ListCheckpoint() }, Cancellation));
    }

    [Fact]
    public void Run_ProgressWanted_ReportsRateAndTimeLeftOfItsClock()
    {
        var time = new ManualTimeProvider();
        var checkpoint = new ListCheckpoint { Added = _ => time.Advance(TimeSpan.FromMilliseconds(50)) };
        var reports = new List<SweepProgress>();

        Sweep.Run(
            Plan(Draw(StrategyCatalog.Get("sma-cross"), new SeededRandom(1), 5)),
            new SweepOptions { Threads = 1, Checkpoint = checkpoint, Progress = new Reports(reports), Time = time },
            Cancellation);

        Assert.Equal(
            [
                new SweepProgress(0, 5, 0, 0, null),
                new SweepProgress(2, 5, 0, 20, TimeSpan.FromMilliseconds(150)),
                new SweepProgress(4, 5, 0, 20, TimeSpan.FromMilliseconds(50)),
                new SweepProgress(5, 5, 0, 20, TimeSpan.Zero),
            ],
            reports);
    }

    [Fact]
    public void Key_WhatDecidesARow_ChangesIt()
    {
        var template = StrategyCatalog.Get("sma-cross");
        var bars = RandomBars.Create(new SeededRandom(1), 300);
        var subject = new TemplateSubject(template, new BacktestSettings());
        SweepPlan[] plans =
        [
            new(subject, bars, .., []),
            new(subject, bars, ..^1, []),
            new(subject, bars, 1.., []),
            new(subject, RandomBars.Create(new SeededRandom(2), 300), .., []),
            new(new TemplateSubject(template, new BacktestSettings { CloseAtEnd = true }), bars, .., []),
            new(new TemplateSubject(new LateSmaCross(), new BacktestSettings()), bars, .., []),
        ];

        Assert.Equal(plans.Length, plans.Select(plan => plan.Key).Distinct().Count());
    }

    private static void AssertSame(BacktestResult expected, ImmutableSortedDictionary<string, double> parameters, SweepRow actual)
    {
        Assert.Same(parameters, actual.Parameters);
        Assert.Equal(expected.Metrics, actual.Metrics);
        Assert.Equal(expected.Failure, actual.Failure);
        if (expected.Failure is not null)
            return;
        Assert.Equal(expected.Equity[^1], actual.FinalEquity);
        Assert.Equal(expected.Equity, actual.Equity);
    }

    private static (string, object?, double?, object?) Figures(SweepRow row) => (string.Join(' ', row.Parameters), row.Metrics, row.FinalEquity, row.Failure);

    private static SweepPlan Plan(IReadOnlyList<ImmutableSortedDictionary<string, double>> sets) => new(
        new TemplateSubject(StrategyCatalog.Get("sma-cross"), new BacktestSettings()), RandomBars.Create(new SeededRandom(7), 500), .., sets);

    private static ImmutableSortedDictionary<string, double> Set(double fast, double slow) =>
        ImmutableSortedDictionary<string, double>.Empty.Add("fast", fast).Add("slow", slow);

    private static ImmutableSortedDictionary<string, double>[] Draw(StrategyTemplate template, SeededRandom random, int count)
    {
        var all = ParameterGrid.Of(template, []).Sets;
        return [.. Enumerable.Range(0, int.MaxValue).Select(_ => all[random.NextInt(all.Count)]).Distinct().Take(Math.Min(count, all.Count))];
    }

    private sealed class ListCheckpoint : ISweepCheckpoint
    {
        private readonly List<SweepRow> rows = [];

        public Action<int> Added { get; set; } = _ => { };

        public IReadOnlyList<SweepRow> Finished => [.. rows];

        public void Add(SweepRow row)
        {
            rows.Add(row);
            Added(rows.Count);
        }
    }

    private sealed class Reports(List<SweepProgress> list) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) => list.Add(value);
    }

    // The other engines first decide at bar index `slow`, one bar later than is possible.
    private sealed class LateSmaCross() : StrategyTemplate("late-sma-cross", 1, StrategyIdea.Trend, [.. StrategyCatalog.Get("sma-cross").Parameters])
    {
        public override int WarmUp(ImmutableSortedDictionary<string, double> parameters) => (int)parameters["slow"] + 1;

        public override void Run<TRunner>(IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner) =>
            StrategyCatalog.Get("sma-cross").Run(indicators, parameters, ref runner);
    }
}
