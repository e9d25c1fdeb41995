using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Scoring;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Validation.Trials;

namespace Serverless.Core.Tests.Scoring.Evidence;

public sealed class EvidenceAssessmentTests
{
    private const int Days = 730;

    [Fact]
    public void Assess_PureNoise_ProvesNone()
    {
        // A thousand strategies without an edge, in cycles of a hundred that all count as tried.
        var strategies = Enumerable.Range(0, 1000).Select(i => Strategy(i, Noise(i, sharpe: 0)[..250])).ToList();
        var census = CensusOf(strategies);
        var proven = strategies.Chunk(100).Select((cycle, seed) => Assess(cycle, census, seed)).SelectMany(evidence => evidence.Strategies);

        Assert.DoesNotContain(proven, strategy => strategy.IsProven);
    }

    [Fact]
    public void Assess_NoiseAndOneEdge_ProvesThatOne()
    {
        var strategies = Enumerable.Range(0, 100).Select(i => Strategy(i, Noise(i, sharpe: i == 42 ? 4.5 : 0))).ToList();

        var evidence = Assess(strategies, CensusOf(strategies), seed: 1);

        Assert.Equal(["s42"], evidence.Strategies.Where(strategy => strategy.IsProven).Select(strategy => strategy.StrategyId));
        Assert.InRange(evidence.SuperiorAbility, 0, 0.01);
        Assert.True(evidence.LuckySharpe is > 1 and < 3, $"{evidence.LuckySharpe}");
        Assert.Equal(1, evidence.Family.RomanoWolf);
        Assert.True(evidence.Family.Unadjusted > 1);
    }

    [Fact]
    public void Assess_SameEdgeAmongMoreTrials_IsWorthLess()
    {
        var strategies = Enumerable.Range(0, 60).Select(i => Strategy(i, Noise(i, sharpe: i == 7 ? 2.5 : 0))).ToList();
        var census = CensusOf(strategies);

        var few = Assess(strategies, census, seed: 1).Strategies.Single(strategy => strategy.StrategyId == "s07");
        var many = Assess(strategies, census with { Count = 100_000, Effective = 100_000 }, seed: 1).Strategies.Single(strategy => strategy.StrategyId == "s07");

        Assert.True(many.DeflatedSharpe < few.DeflatedSharpe);
        Assert.Equal(few.ProbabilisticSharpe, many.ProbabilisticSharpe);
    }

    [Fact]
    public void Assess_RowsInAnyOrder_GivesTheSame()
    {
        var strategies = Enumerable.Range(0, 20).Select(i => Strategy(i, Noise(i, sharpe: 0.1 * i))).ToList();

        var one = Assess(strategies, CensusOf(strategies), seed: 3);
        var other = Assess([.. Enumerable.Reverse(strategies)], CensusOf(strategies), seed: 3);

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(one), System.Text.Json.JsonSerializer.Serialize(other));
    }

    [Fact]
    public void Assess_Uncertainty_HoldsTheScoreAndTheRank()
    {
        var strategies = Enumerable.Range(0, 30).Select(i => Strategy(i, Noise(i, sharpe: 0.1 * i))).ToList();

        var evidence = Assess(strategies, CensusOf(strategies), seed: 3);

        foreach (var (strategy, row) in evidence.Strategies.Zip(strategies.Select(strategy => strategy.Row)))
        {
            Assert.InRange(row.Score!.Value, strategy.Score.Low, strategy.Score.High);
            Assert.True(strategy.Rank.Low >= 1 && strategy.Rank.High <= 30 && strategy.Rank.Low < strategy.Rank.High);
        }

        Assert.True(evidence.Strategies[29].Rank.High < evidence.Strategies[0].Rank.Low + 25);
    }

    [Fact]
    public void Assess_Doubts_NameWhatToDo()
    {
        var loser = Strategy(0, Noise(0, sharpe: -3)) with { Row = Row(0, -3) with { Trades = 3 } };
        var evidence = Assess([loser, Strategy(1, Noise(1, sharpe: 0))], new TrialCensus(2, 2, 1), seed: 1).Strategies[0];

        Assert.False(evidence.IsProven);
        Assert.Equal(["deflated-sharpe", "family-wise", "track-record", "overfitting", "efficiency", "trades"], evidence.Checks.Select(check => check.Name));
        Assert.Equal(1, evidence.Checks.Sum(check => check.Weight), 1e-12);
        Assert.All(evidence.Checks, check => Assert.Equal(check.Passed, check.Advice is null));
        Assert.Contains("drop it", evidence.Checks[2].Advice, StringComparison.Ordinal);
        Assert.Contains(evidence.Checks, check => check is { Name: "trades", Value: 3, Passed: false });
    }

    [Fact]
    public void Assess_TooFewDaysOrNoScore_SaysNothing()
    {
        var brief = Strategy(0, Noise(0, sharpe: 1)[..59]);
        var unscored = Strategy(0, Noise(0, sharpe: 1)) with { Row = Row(0, 1) with { Score = null } };

        Assert.Null(EvidenceAssessment.Assess([(brief.Row, brief.Returns)], new TrialCensus(1, 1, 0), new EvidenceGates(), new ScoreWeights(), 1));
        Assert.Null(EvidenceAssessment.Assess([(unscored.Row, unscored.Returns)], new TrialCensus(1, 1, 0), new EvidenceGates(), new ScoreWeights(), 1));
        Assert.Null(EvidenceAssessment.Assess([], new TrialCensus(0, 0, 0), new EvidenceGates(), new ScoreWeights(), 1));
    }

    [Fact]
    public void Assess_OneStrategyThatNeverMoves_IsJudgedAndNotProven()
    {
        var still = Strategy(0, new double[Days]);

        var evidence = Assess([still], new TrialCensus(1, 1, 0), seed: 1);

        Assert.Null(evidence.Overfitting);
        Assert.Null(evidence.Strategies[0].DeflatedSharpe);
        Assert.False(evidence.Strategies[0].IsProven);
    }

    private static CycleEvidence Assess(IEnumerable<Judged> strategies, TrialCensus census, long seed) =>
        EvidenceAssessment.Assess(strategies.Select(strategy => (strategy.Row, strategy.Returns)), census, new EvidenceGates(), new ScoreWeights(), seed)!;

    private static TrialCensus CensusOf(IEnumerable<Judged> strategies) =>
        TrialCensus.Of([.. strategies.Select(strategy => new Trial(strategy.Row.StrategyId, "c", strategy.Row.Sharpe!.Value, WeeklyReturns.Of(strategy.Returns)))]);

    private static Judged Strategy(int id, double[] returns)
    {
        var sharpe = ReturnStatistics.Sharpe(ReturnMoments.Of(returns), 365.25) ?? 0;
        return new Judged(Row(id, sharpe), new DailyReturns([.. Enumerable.Range(19_000, returns.Length)], returns));
    }

    private static ScorecardRow Row(int id, double sharpe) => new()
    {
        StrategyId = $"s{id:D2}",
        Template = "sma-cross",
        Symbol = "BTCUSDT",
        Version = 1,
        Score = new UnifiedScore(50 + sharpe, 0.5, 0.5, 0.5, 0.5),
        Sharpe = sharpe,
        InSampleSharpe = 1.2 * Math.Abs(sharpe),
        Trades = 200,
    };

    private static double[] Noise(int seed, double sharpe)
    {
        var random = new SeededRandom(seed + 5000);
        return [.. Enumerable.Range(0, Days).Select(_ => 0.01 * (random.NextGaussian() + (sharpe / Math.Sqrt(365.25))))];
    }

    private sealed record Judged(ScorecardRow Row, DailyReturns Returns);
}
