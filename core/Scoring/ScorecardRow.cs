using Serverless.Core.Strategies;
using Serverless.Core.Validation;

namespace Serverless.Core.Scoring;

/// <summary>One strategy of a scorecard; figures are of the stitched test parts, see <see cref="Metrics.PerformanceMetrics"/>.</summary>
public sealed record ScorecardRow
{
    /// <summary>Place from 1; null when the strategy is not ranked.</summary>
    public int? Rank { get; init; }

    /// <summary>Id of the configuration.</summary>
    public required string StrategyId { get; init; }

    /// <summary>Name of the template.</summary>
    public required string Template { get; init; }

    /// <summary>The instrument.</summary>
    public required string Symbol { get; init; }

    /// <summary>Version within the lineage.</summary>
    public required int Version { get; init; }

    /// <summary>The parent configuration, or null.</summary>
    public string? ParentId { get; init; }

    /// <summary>The score and its parts; null when the strategy is not ranked.</summary>
    public UnifiedScore? Score { get; init; }

    /// <summary>Annualised Sharpe ratio.</summary>
    public double? Sharpe { get; init; }

    /// <summary>Mean Sharpe ratio on the training parts.</summary>
    public double? InSampleSharpe { get; init; }

    /// <summary>Total return.</summary>
    public double? TotalReturn { get; init; }

    /// <summary>Compound annual growth rate.</summary>
    public double? Cagr { get; init; }

    /// <summary>Annualised volatility.</summary>
    public double? Volatility { get; init; }

    /// <summary>Depth of the deepest drawdown, 0 … 1.</summary>
    public double? MaxDrawdown { get; init; }

    /// <summary>Closed trades.</summary>
    public int Trades { get; init; }

    /// <summary>Walk-forward windows with figures.</summary>
    public int Windows { get; init; }

    /// <summary>Bars that the test parts lack.</summary>
    public int MissingBars { get; init; }

    /// <summary>Bars of the test parts that were filled in; none of those in <see cref="MissingBars"/>.</summary>
    public int FilledBars { get; init; }

    /// <summary>Why the strategy is not ranked; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The row of a result, scored but not ranked yet.</summary>
    public static ScorecardRow Of(StrategyResult result, ScoreWeights weights)
    {
        ArgumentNullException.ThrowIfNull(result);
        var score = UnifiedScore.Of(result, weights);
        var metrics = result.OutOfSample;
        return Without(result.Configuration, result.Reason ?? (score is null ? "the returns do not vary, so that there is no Sharpe ratio." : null)) with
        {
            Score = score,
            Sharpe = metrics?.Sharpe,
            InSampleSharpe = result.InSampleSharpe,
            TotalReturn = metrics?.TotalReturn,
            Cagr = metrics?.Cagr,
            Volatility = metrics?.Volatility,
            MaxDrawdown = metrics?.MaxDrawdown,
            Trades = result.Trades.Count,
            Windows = result.Windows,
            MissingBars = result.Missing.Count,
            FilledBars = result.FilledBars,
        };
    }

    /// <summary>A row without figures.</summary>
    public static ScorecardRow Without(StrategyConfiguration configuration, string? reason)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new ScorecardRow
        {
            StrategyId = configuration.Id,
            Template = configuration.Template,
            Symbol = configuration.Symbol,
            Version = configuration.Version,
            ParentId = configuration.ParentId,
            Reason = reason,
        };
    }
}
