using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Execution;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Scoring.Examination;
using Serverless.Core.Strategies;
using Serverless.Core.Validation.CrossValidation;

namespace Serverless.Core.Tests.Scoring.Examination;

public sealed class StrategyExaminerTests
{
    private const int Days = 1400;

    private static readonly StrategyTemplate Template = StrategyCatalog.Get("sma-cross");
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ExaminationSettings Settings = new()
    {
        Backtest = new BacktestSettings { Costs = new ExecutionCosts { CommissionBps = 1, SlippageBps = 0 } },
        CrossValidation = new CombinatorialSettings { Groups = 6, TestGroups = 2, PurgeBars = 5 },
        Gates = new EvidenceGates { Trades = 20 },
        Histories = 300,
    };

    [Fact]
    public void Examine_TwentyRandomWalks_ProvesNone()
    {
        var examinations = Enumerable.Range(0, 20).Select(seed => Examine(Walk(_ => 0, seed))).ToList();

        Assert.All(examinations, examination => Assert.False(examination.IsProven));
        // One in twenty is significant by luck.
        Assert.InRange(examinations.Count(examination => examination.Tests.SuperiorAbility.PConsistent <= 0.05), 0, 5);
        var checks = examinations[0].Checks;
        Assert.All(checks, check => Assert.Equal(check.Passed, check.Advice is null));
        Assert.Equal(1, checks.Sum(check => check.Weight), 1e-12);
    }

    [Fact]
    public void Examine_LongSwings_ProvesTheTrendFollower()
    {
        // A drift that turns every 120 days, strong beside the noise.
        var examination = Examine(Walk(bar => bar / 120 % 2 == 0 ? 0.006 : -0.006, seed: 3));

        Assert.True(examination.IsProven, string.Join(", ", examination.Checks.Where(check => !check.Passed).Select(check => $"{check.Name} {check.Value}")));
        Assert.True(examination.Intervals!.Sharpe.Percentile!.Value.Low > 0);
        Assert.Equal(5, examination.CrossValidation!.PathSharpes.Length);
    }

    [Fact]
    public void Examine_Twice_GivesTheSame()
    {
        var bars = Walk(_ => 0.0005, seed: 5);

        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(Examine(bars).Checks), System.Text.Json.JsonSerializer.Serialize(Examine(bars).Checks));
    }

    [Fact]
    public void Examine_FewDays_SaysHowManyAreNeeded()
    {
        var e = Assert.Throws<ArgumentException>(() => Examine(Walk(_ => 0, seed: 1).Slice(0, 59)));

        Assert.Contains("has 59 days; an examination needs 60", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_ShortSeries_HasNoWindowsAndIsNotProven()
    {
        var examination = Examine(Walk(_ => 0, seed: 1).Slice(0, 200));

        Assert.Null(examination.Windows);
        Assert.Null(examination.Intervals);
        Assert.False(examination.IsProven);
    }

    private static StrategyExamination Examine(BarSeries bars)
    {
        var grid = ParameterGrid.Of(Template, [ParameterAxis.Parse("fast=5,10,15,20"), ParameterAxis.Parse("slow=30,50,70")]);
        return StrategyExaminer.Examine(bars, Template, grid.Sets, Settings, progress: null, TestContext.Current.CancellationToken);
    }

    private static BarSeries Walk(Func<int, double> drift, int seed)
    {
        var random = new SeededRandom(seed);
        double[] close = new double[Days], open = new double[Days];
        var price = 100.0;
        for (var i = 0; i < Days; i++)
        {
            open[i] = price;
            close[i] = price *= Math.Exp(drift(i) + (0.01 * random.NextGaussian()));
        }

        return new BarSeries(
            "SYN",
            Timeframe.D1,
            Enumerable.Range(0, Days).Select(i => Start.AddDays(i).UtcTicks).ToArray(),
            open,
            open.Zip(close, (o, c) => 1.001 * Math.Max(o, c)).ToArray(),
            open.Zip(close, (o, c) => 0.999 * Math.Min(o, c)).ToArray(),
            close,
            Enumerable.Repeat(1000.0, Days).ToArray());
    }
}
