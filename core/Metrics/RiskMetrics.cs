namespace Serverless.Core.Metrics;

/// <summary>
/// Risk of a series of returns: drawdowns, downside and tails. Per period unless said otherwise; losses are positive; a figure that is
/// undefined, or for which there are too few returns, is null.
/// </summary>
public sealed record RiskMetrics
{
    /// <summary>Number of returns.</summary>
    public required int Periods { get; init; }

    /// <summary>α of the tail figures; 0.05 is the worst 5 %.</summary>
    public required double TailProbability { get; init; }

    /// <summary>Worst return of a period; null without returns.</summary>
    public required double? Worst { get; init; }

    /// <summary>Best return of a period; null without returns.</summary>
    public required double? Best { get; init; }

    /// <summary>See <see cref="ReturnStatistics.PositiveShare"/>.</summary>
    public required double? PositiveShare { get; init; }

    /// <summary>Annualised: <see cref="ReturnStatistics.DownsideDeviation"/> × √P, minimum acceptable return 0.</summary>
    public required double? DownsideDeviation { get; init; }

    /// <summary>See <see cref="ReturnStatistics.Omega"/>; threshold 0.</summary>
    public required double? Omega { get; init; }

    /// <summary>See <see cref="ReturnStatistics.TailRatio"/>; null below 20 returns.</summary>
    public required double? TailRatio { get; init; }

    /// <summary>See <see cref="ReturnStatistics.RecoveryFactor"/>.</summary>
    public required double? RecoveryFactor { get; init; }

    /// <summary>The deepest drawdown with its three durations.</summary>
    public required Drawdown MaxDrawdown { get; init; }

    /// <summary>Number of drawdowns.</summary>
    public required int Drawdowns { get; init; }

    /// <summary>See <see cref="DrawdownProfile.AverageDepth"/>.</summary>
    public required double? AverageDrawdown { get; init; }

    /// <summary>Share of periods below the running maximum; null without returns.</summary>
    public required double? UnderwaterShare { get; init; }

    /// <summary>See <see cref="DrawdownProfile.UlcerIndex"/>.</summary>
    public required double? UlcerIndex { get; init; }

    /// <summary>See <see cref="DrawdownProfile.PainIndex"/>.</summary>
    public required double? PainIndex { get; init; }

    /// <summary>See <see cref="ReturnStatistics.Martin"/>.</summary>
    public required double? Martin { get; init; }

    /// <summary>See <see cref="TailRisk.HistoricalVar"/>; null below 1 ÷ α returns, as the other tail figures.</summary>
    public required double? HistoricalVar { get; init; }

    /// <summary>See <see cref="TailRisk.HistoricalCvar"/>.</summary>
    public required double? HistoricalCvar { get; init; }

    /// <summary>See <see cref="TailRisk.GaussianVar"/>.</summary>
    public required double? GaussianVar { get; init; }

    /// <summary>See <see cref="TailRisk.GaussianCvar"/>.</summary>
    public required double? GaussianCvar { get; init; }

    /// <summary>See <see cref="Metrics.CornishFisher"/>, with its flag of validity.</summary>
    public required CornishFisher? CornishFisher { get; init; }

    /// <summary>The fitted tail of the worst 10 %; see <see cref="PeaksOverThreshold.Fit"/>.</summary>
    public required PeaksOverThreshold? ExtremeTail { get; init; }

    /// <summary>Measures returns in order of time.</summary>
    /// <param name="returns">Simple returns per period, finite.</param>
    /// <param name="periodsPerYear">P; positive.</param>
    /// <param name="tailProbability">α, above 0 and below 1.</param>
    public static RiskMetrics Measure(ReadOnlySpan<double> returns, double periodsPerYear, double tailProbability = 0.05)
    {
        Observations.RequireFinite(returns, nameof(returns));
        double[] ascending = [.. returns];
        Array.Sort(ascending);
        var moments = ReturnMoments.Of(returns);
        var profile = DrawdownProfile.Measure(returns);
        var deepest = Drawdown.Deepest(returns);
        var total = ReturnStatistics.TotalReturn(returns);
        var hasTail = returns.Length * TailRisk.Tail(tailProbability) >= 1;
        return new RiskMetrics
        {
            Periods = returns.Length,
            TailProbability = tailProbability,
            Worst = returns.IsEmpty ? null : ascending[0],
            Best = returns.IsEmpty ? null : ascending[^1],
            PositiveShare = ReturnStatistics.PositiveShare(returns),
            DownsideDeviation = ReturnStatistics.DownsideDeviation(returns) * Math.Sqrt(periodsPerYear),
            Omega = ReturnStatistics.Omega(returns),
            TailRatio = returns.Length < 20 ? null : ReturnStatistics.TailRatio(ascending),
            RecoveryFactor = ReturnStatistics.RecoveryFactor(total, deepest.Depth),
            MaxDrawdown = deepest,
            Drawdowns = profile.Episodes.Length,
            AverageDrawdown = profile.AverageDepth,
            UnderwaterShare = returns.IsEmpty ? null : (double)profile.PeriodsUnderwater / returns.Length,
            UlcerIndex = profile.UlcerIndex,
            PainIndex = profile.PainIndex,
            Martin = ReturnStatistics.Martin(ReturnStatistics.Cagr(total, returns.Length, periodsPerYear), profile.UlcerIndex),
            HistoricalVar = hasTail ? TailRisk.HistoricalVar(ascending, tailProbability) : null,
            HistoricalCvar = hasTail ? TailRisk.HistoricalCvar(ascending, tailProbability) : null,
            GaussianVar = hasTail ? TailRisk.GaussianVar(moments, tailProbability) : null,
            GaussianCvar = hasTail ? TailRisk.GaussianCvar(moments, tailProbability) : null,
            CornishFisher = hasTail ? CornishFisher.Measure(moments, tailProbability) : null,
            ExtremeTail = PeaksOverThreshold.Fit(ascending),
        };
    }
}
