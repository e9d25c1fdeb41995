using Azure.Data.Tables;
using Serverless.Core.Scoring;
using Serverless.Core.Scoring.Evidence;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>
/// A scorecard row as a table entity: every figure a column. The evidence is summed up for dashboards and not read back; all of it is in the
/// blob of the cycle.
/// </summary>
internal static class ScorecardEntity
{
    public static TableEntity Write(ScorecardRow row, StrategyEvidence? evidence, string partitionKey, string rowKey) => new TableEntity(partitionKey, rowKey)
        .With(nameof(row.Rank), row.Rank)
        .With(nameof(row.StrategyId), row.StrategyId)
        .With(nameof(row.Template), row.Template)
        .With(nameof(row.Symbol), row.Symbol)
        .With(nameof(row.Version), row.Version)
        .With(nameof(row.ParentId), row.ParentId)
        .With(nameof(row.Score), row.Score?.Value)
        .With("SharpePart", row.Score?.Sharpe)
        .With("DrawdownPart", row.Score?.Drawdown)
        .With("VolatilityPart", row.Score?.Volatility)
        .With("PersistencePart", row.Score?.Persistence)
        .With(nameof(row.Sharpe), row.Sharpe)
        .With(nameof(row.InSampleSharpe), row.InSampleSharpe)
        .With(nameof(row.TotalReturn), row.TotalReturn)
        .With(nameof(row.Cagr), row.Cagr)
        .With(nameof(row.Volatility), row.Volatility)
        .With(nameof(row.MaxDrawdown), row.MaxDrawdown)
        .With(nameof(row.Trades), row.Trades)
        .With(nameof(row.Windows), row.Windows)
        .With(nameof(row.MissingBars), row.MissingBars)
        .With(nameof(row.FilledBars), row.FilledBars)
        .With(nameof(row.Reason), row.Reason)
        .With("EvidenceStrength", evidence?.Strength)
        .With("Proven", evidence?.IsProven)
        .With("DeflatedSharpe", evidence?.DeflatedSharpe)
        .With("AdjustedP", evidence?.AdjustedP)
        .With("ScoreLow", evidence?.Score.Low)
        .With("ScoreHigh", evidence?.Score.High)
        .With("RankLow", evidence?.Rank.Low)
        .With("RankHigh", evidence?.Rank.High)
        .With("Doubts", evidence is null ? null : string.Join(' ', evidence.Checks.Where(check => !check.Passed).Select(check => check.Name)));

    public static ScorecardRow Read(TableEntity entity) => new()
    {
        Rank = entity.GetInt32(nameof(ScorecardRow.Rank)),
        StrategyId = entity.Required<string>(nameof(ScorecardRow.StrategyId)),
        Template = entity.Required<string>(nameof(ScorecardRow.Template)),
        Symbol = entity.Required<string>(nameof(ScorecardRow.Symbol)),
        Version = entity.Required<int>(nameof(ScorecardRow.Version)),
        ParentId = entity.GetString(nameof(ScorecardRow.ParentId)),
        Score = entity.GetDouble(nameof(ScorecardRow.Score)) is { } score
            ? new UnifiedScore(score, Part(entity, "SharpePart"), Part(entity, "DrawdownPart"), Part(entity, "VolatilityPart"), Part(entity, "PersistencePart"))
            : null,
        Sharpe = entity.GetDouble(nameof(ScorecardRow.Sharpe)),
        InSampleSharpe = entity.GetDouble(nameof(ScorecardRow.InSampleSharpe)),
        TotalReturn = entity.GetDouble(nameof(ScorecardRow.TotalReturn)),
        Cagr = entity.GetDouble(nameof(ScorecardRow.Cagr)),
        Volatility = entity.GetDouble(nameof(ScorecardRow.Volatility)),
        MaxDrawdown = entity.GetDouble(nameof(ScorecardRow.MaxDrawdown)),
        Trades = entity.Required<int>(nameof(ScorecardRow.Trades)),
        Windows = entity.Required<int>(nameof(ScorecardRow.Windows)),
        MissingBars = entity.GetInt32(nameof(ScorecardRow.MissingBars)) ?? 0, // rows of earlier versions have none
        FilledBars = entity.GetInt32(nameof(ScorecardRow.FilledBars)) ?? 0,
        Reason = entity.GetString(nameof(ScorecardRow.Reason)),
    };

    private static double Part(TableEntity entity, string name) => entity.Required<double>(name);
}
