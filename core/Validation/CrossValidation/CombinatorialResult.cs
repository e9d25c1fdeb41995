using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.CrossValidation;

/// <summary>A strategy over all paths of combinatorial purged cross-validation: a distribution of Sharpe ratios instead of one.</summary>
public sealed record CombinatorialResult
{
    /// <summary>All splits, in lexicographic order of their test groups; empty after a failure.</summary>
    public IReadOnlyList<CombinatorialSplitResult> Splits { get; init; } = [];

    /// <summary>Simple returns per bar of each path, out-of-sample over the whole history; empty after a failure.</summary>
    public double[][] Paths { get; init; } = [];

    /// <summary>Annualised Sharpe ratio of each path; 0 for one that never traded.</summary>
    public double[] PathSharpes { get; init; } = [];

    /// <summary>Why there is no result; null when there is.</summary>
    public string? Failure { get; init; }

    /// <summary>Mean of <see cref="PathSharpes"/>; null without paths.</summary>
    public double? MeanSharpe => PathSharpes.Length == 0 ? null : PathSharpes.Average();

    /// <summary>Sample deviation (n − 1) of <see cref="PathSharpes"/>; null for fewer than two paths.</summary>
    public double? SharpeDeviation => ReturnMoments.Of(PathSharpes).Deviation;

    /// <summary>Share of paths with a Sharpe ratio of 0 or less; null without paths.</summary>
    public double? LosingPaths => PathSharpes.Length == 0 ? null : (double)PathSharpes.Count(sharpe => sharpe <= 0) / PathSharpes.Length;
}
