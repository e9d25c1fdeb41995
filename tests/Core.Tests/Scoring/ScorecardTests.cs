using System.Text;
using System.Text.Json;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Scoring;
using Serverless.Core.Strategies;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Scoring;

public sealed class ScorecardTests
{
    private static readonly IReadOnlyList<StrategyConfiguration> Configurations =
        StrategyGenerator.Generate(new GenerationRequest(3, 60, ["BTCUSDT", "ETHUSDT"]));

    [Fact]
    public void Of_KnownFigures_MatchesTheFormula()
    {
        var score = UnifiedScore.Of(Result(0, sharpe: 0, drawdown: 0.2, volatility: 0.4, persistence: 0.5), new ScoreWeights());

        Assert.Equal(new UnifiedScore(50, 0.5, 0.5, 0.5, 0.5), score);
    }

    [Theory]
    [InlineData(1, 0.2, 0.4, 0.5)]
    [InlineData(0, 0.1, 0.4, 0.5)]
    [InlineData(0, 0.2, 0.3, 0.5)]
    [InlineData(0, 0.2, 0.4, 0.6)]
    public void Of_OneFigureBetter_IsHigher(double sharpe, double drawdown, double volatility, double persistence) =>
        Assert.InRange(UnifiedScore.Of(Result(0, sharpe, drawdown, volatility, persistence), new ScoreWeights())!.Value, 50.001, 100);

    [Theory]
    [InlineData(50, 0, 0, 1)]
    [InlineData(-50, 1, 20, 0)]
    public void Of_Extremes_StayWithinBounds(double sharpe, double drawdown, double volatility, double persistence) =>
        Assert.InRange(UnifiedScore.Of(Result(0, sharpe, drawdown, volatility, persistence), new ScoreWeights())!.Value, 0, 100);

    [Fact]
    public void Create_WeightsThatDoNotSumToOne_AreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Scorecard.Create([], new ScoreWeights(Sharpe: 0.5)));

        Assert.Contains("must sum to 1, not 1.1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Scorecard.Create([], new ScoreWeights(-0.25, 0.5, 0.5, 0.25)));
    }

    [Fact]
    public void Create_MixedResults_RanksByScoreThenIdAndPutsTheRestLast()
    {
        var good = Result(0, sharpe: 2, drawdown: 0.1, volatility: 0.2, persistence: 0.9);
        var equal = Result(1, sharpe: 1, drawdown: 0.1, volatility: 0.2, persistence: 0.9);
        var twin = Result(2, sharpe: 1, drawdown: 0.1, volatility: 0.2, persistence: 0.9);
        var flat = Result(3, sharpe: null, drawdown: 0, volatility: 0, persistence: 0);
        var failed = new StrategyResult { Configuration = Configurations[4], Outcome = EvaluationOutcome.Failed, Reason = "it broke" };

        var rows = Scorecard.Create([failed, twin, flat, equal, good]).Rows;

        Assert.Equal([1, 2, 3, null, null], rows.Select(row => row.Rank));
        Assert.Equal(good.Configuration.Id, rows[0].StrategyId);
        Assert.True(string.CompareOrdinal(rows[1].StrategyId, rows[2].StrategyId) < 0);
        Assert.Contains("it broke", rows.Skip(3).Select(row => row.Reason));
        Assert.All(rows.Skip(3), row => Assert.NotNull(row.Reason));
        Assert.All(rows.Take(3), row => Assert.Null(row.Reason));
    }

    [Fact]
    public void Create_StrategyTwice_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Scorecard.Create([Result(0, 1, 0.1, 0.1, 0.5), Result(0, 1, 0.1, 0.1, 0.5)]));

    [Fact]
    public void Write_ResultsInAnyOrder_GivesTheSameBytes()
    {
        var results = Enumerable.Range(0, 60).Select(index => Result(index, index % 7, 0.01 * index, 0.3, 0.1 * (index % 5))).ToArray();

        var bytes = ScorecardJson.Write(Scorecard.Create(results));

        Assert.Equal(bytes, ScorecardJson.Write(Scorecard.Create(results.Reverse())));
        var json = JsonSerializer.Serialize(Scorecard.Create(results));
        Assert.Equal(bytes, ScorecardJson.Write(JsonSerializer.Deserialize<Scorecard>(json)!));
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSameScorecard()
    {
        var (scored, without) = (Result(0, 1.25, 0.1, 0.3, 0.7), ScorecardRow.Without(Configurations[1] with { ParentId = "parent" }, "it broke"));
        var scorecard = Scorecard.Rank([.. Scorecard.Create([scored]).Rows, without], new ScoreWeights());

        var read = ScorecardJson.Read(ScorecardJson.Write(scorecard));

        Assert.Equal((scorecard.Weights, 2), (read.Weights, read.Rows.Count));
        Assert.Equal(scorecard.Rows, read.Rows);
    }

    [Fact]
    public void Write_OneRow_HasTheDocumentedForm()
    {
        var configuration = Configurations[0] with { Id = "sma-cross-btcusdt-00000000", ParentId = "parent" };
        var result = Result(0, sharpe: 0, drawdown: 0.2, volatility: 0.4, persistence: 0.5) with { Configuration = configuration };

        var json = Encoding.UTF8.GetString(ScorecardJson.Write(Scorecard.Create([result])));

        Assert.Equal(
            """
            {"weights":{"sharpe":0.4,"drawdown":0.25,"volatility":0.1,"persistence":0.25},"rows":[{"rank":1,
            "strategyId":"sma-cross-btcusdt-00000000","template":"sma-cross","symbol":"BTCUSDT","version":1,"parentId":"parent",
            "score":50,"sharpePart":0.5,"drawdownPart":0.5,"volatilityPart":0.5,"persistencePart":0.5,
            "sharpe":0,"inSampleSharpe":null,"totalReturn":0,"cagr":null,"volatility":0.4,"maxDrawdown":0.2,
            "trades":0,"windows":8,"missingBars":3,"filledBars":4,"reason":null}]}
            """.ReplaceLineEndings(""),
            json);
    }

    private static StrategyResult Result(int index, double? sharpe, double drawdown, double volatility, double persistence) => new()
    {
        Configuration = Configurations[index],
        Outcome = EvaluationOutcome.Evaluated,
        Windows = 8,
        Missing = new MissingBars(3, 2),
        FilledBars = 4,
        OutOfSample = PerformanceMetrics.Measure([], 1, [], default) with
        {
            Sharpe = sharpe,
            MaxDrawdown = drawdown,
            Volatility = volatility,
        },
        Persistence = new ForwardPersistence(persistence, persistence, null),
    };
}
