using Serverless.Core.Validation;

namespace Serverless.Core.Scoring;

/// <summary>The ranking of a cycle's strategies. It holds neither time nor cycle id: the same results give the same scorecard.</summary>
/// <param name="Weights">Weights of the score.</param>
/// <param name="Rows">Ranked rows by score, the highest first and equal ones by id; then those without a rank, by id.</param>
public sealed record Scorecard(ScoreWeights Weights, IReadOnlyList<ScorecardRow> Rows)
{
    /// <summary>Ranks <paramref name="results"/>, whatever their order.</summary>
    /// <param name="results">One result per strategy.</param>
    /// <param name="weights">Weights of the score; the default ones when null.</param>
    /// <exception cref="ArgumentException">The weights are not valid, or a strategy is given twice.</exception>
    public static Scorecard Create(IEnumerable<StrategyResult> results, ScoreWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        weights ??= new ScoreWeights();
        return Rank(results.Select(result => ScorecardRow.Of(result, weights)), weights);
    }

    /// <summary>Ranks rows that were scored with <paramref name="weights"/>, whatever their order.</summary>
    /// <exception cref="ArgumentException">The weights are not valid, or a strategy is given twice.</exception>
    public static Scorecard Rank(IEnumerable<ScorecardRow> scored, ScoreWeights weights)
    {
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(weights);
        weights.Check();
        var rows = scored
            .OrderByDescending(row => row.Score?.Value ?? double.NegativeInfinity)
            .ThenBy(row => row.StrategyId, StringComparer.Ordinal)
            .Select((row, index) => row.Score is null ? row : row with { Rank = index + 1 })
            .ToArray();
        if (rows.GroupBy(row => row.StrategyId).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Strategy {twice.Key} is given twice.", nameof(scored));
        return new Scorecard(weights, rows);
    }
}
