namespace Serverless.Core.Validation;

/// <summary>
/// Whether performance in-sample carries over to what follows, over the windows of a walk-forward analysis.
/// <c>Value = (PositiveShare + (1 + RankCorrelation) ÷ 2) ÷ 2</c>, 0 … 1; only <c>PositiveShare</c> when there is no correlation.
/// </summary>
/// <param name="Value">The figure that enters the unified score.</param>
/// <param name="PositiveShare">Share of windows with a positive return out-of-sample.</param>
/// <param name="RankCorrelation">
/// Spearman's correlation of the Sharpe ratios in-sample and out-of-sample, window by window, equal values sharing their mean rank;
/// null for fewer than four windows that have both, or when one side does not vary.
/// </param>
public sealed record ForwardPersistence(double Value, double PositiveShare, double? RankCorrelation)
{
    private const int FewestPairs = 4;

    /// <summary>Measures evaluated windows; at least one.</summary>
    public static ForwardPersistence Measure(IReadOnlyList<WindowResult> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentOutOfRangeException.ThrowIfZero(windows.Count);
        var positive = (double)windows.Count(window => window.OutOfSample!.TotalReturn > 0) / windows.Count;
        var pairs = windows.Where(window => window.InSample!.Sharpe is not null && window.OutOfSample!.Sharpe is not null).ToList();
        var correlation = pairs.Count < FewestPairs
            ? null
            : Correlation(
                Ranks(pairs.ConvertAll(window => window.InSample!.Sharpe!.Value)),
                Ranks(pairs.ConvertAll(window => window.OutOfSample!.Sharpe!.Value)));
        var value = correlation is { } rho ? (positive + ((1 + rho) / 2)) / 2 : positive;
        return new ForwardPersistence(value, positive, correlation);
    }

    private static double[] Ranks(List<double> values) =>
        [.. values.Select(value => values.Count(other => other < value) + ((values.Count(other => other == value) + 1) / 2.0))];

    // Pearson's correlation; of ranks it is Spearman's, also with ties.
    private static double? Correlation(double[] x, double[] y)
    {
        double meanX = x.Average(), meanY = y.Average(), xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }

        return xx == 0 || yy == 0 ? null : Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
    }
}
