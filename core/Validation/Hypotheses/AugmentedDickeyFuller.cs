using Serverless.Core.Metrics;
using Serverless.Core.Metrics.Distributions;
using Serverless.Core.Metrics.Regression;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>
/// Dickey and Fuller's test (1979; augmented by Said and Dickey, 1984): the null hypothesis is a unit root, a random walk; a small p-value speaks for a
/// stationary series. p by the response surfaces of MacKinnon (1994), which are asymptotic.
/// </summary>
public static class AugmentedDickeyFuller
{
    private const string Name = "Augmented Dickey-Fuller";

    /// <summary>
    /// Regresses differences on the level before, the trend and lagged differences. The number of lags is the one with the smallest AIC (the variance not
    /// counted) from 0 to ⌈12 (n ÷ 100)^¼⌉ (Schwert, 1989), all compared over the same observations, unless it is given.
    /// </summary>
    /// <param name="series">Levels (prices or their logarithms) in order of time.</param>
    /// <param name="trend">What a stationary series moves around.</param>
    /// <param name="lags">Number of lagged differences; null to choose it.</param>
    public static HypothesisResult Test(ReadOnlySpan<double> series, Trend trend = Trend.Constant, int? lags = null)
    {
        Observations.RequireFinite(series, nameof(series));
        if (lags is < 0)
            throw new ArgumentOutOfRangeException(nameof(lags), lags, "Lags are not negative.");
        double[] levels = [.. series];
        var most = Math.Min((levels.Length / 2) - (int)trend - 1, (int)Math.Ceiling(12 * Math.Pow(levels.Length / 100.0, 0.25)));
        if (most < 0)
            return HypothesisResult.Without(Name, levels.Length, Alternative.Less, "Too few observations.");
        var chosen = lags ?? Enumerable.Range(0, most + 1).MinBy(count => Akaike(levels, trend, count, most));
        if (Fit(levels, trend, chosen, chosen)?.Fit is not { } fit)
            return HypothesisResult.Without(Name, levels.Length, Alternative.Less, "Too few observations, or they do not vary.");
        return fit.TStatistics(fit.StandardErrors)[Level(trend)] is { } t
            ? new HypothesisResult($"{Name} ({chosen} lags)", t, PValue(t, trend), levels.Length, Alternative.Less)
            : HypothesisResult.Without(Name, levels.Length, Alternative.Less, "The series follows its past without error.");
    }

    /// <summary>MacKinnon's approximate asymptotic p-value of a t ratio.</summary>
    public static double PValue(double t, Trend trend)
    {
        // Tables 3 and 4 of MacKinnon (1994) for one series: where the surfaces end and change, and their coefficients.
        var (lowest, change, highest, small, large) = trend switch
        {
            Trend.None => (-19.04, -1.04, double.PositiveInfinity, (0.6344, 1.2378, 0.032496), (0.4797, 0.93557, -0.06999, 0.033066)),
            Trend.Constant => (-18.83, -1.61, 2.74, (2.1659, 1.4412, 0.038269), (1.7339, 0.93202, -0.12745, -0.010368)),
            Trend.Linear => (-16.18, -2.89, 0.7, (3.2512, 1.6047, 0.049588), (2.5261, 0.61654, -0.37956, -0.060285)),
            _ => throw new ArgumentOutOfRangeException(nameof(trend), trend, "None, Constant or Linear."),
        };
        if (t > highest)
            return 1;
        if (t < lowest)
            return 0;
        return StandardNormal.Cumulative(t <= change
            ? small.Item1 + (t * (small.Item2 + (t * small.Item3)))
            : large.Item1 + (t * (large.Item2 + (t * (large.Item3 + (t * large.Item4))))));
    }

    // The intercept comes first where there is one.
    private static int Level(Trend trend) => trend == Trend.None ? 0 : 1;

    private static double Akaike(double[] levels, Trend trend, int lags, int skip) =>
        Fit(levels, trend, lags, skip) is (var fit, var y) && FitQuality.Measure(fit, y).Aic is { } aic ? aic : double.PositiveInfinity;

    private static (LinearFit Fit, double[] Y)? Fit(double[] levels, Trend trend, int lags, int skip)
    {
        var count = levels.Length - 1 - skip;
        if (count <= 0)
            return null;
        double Difference(int t) => levels[t] - levels[t - 1];
        double[] Column(Func<int, double> value) => [.. Enumerable.Range(skip + 1, count).Select(value)];
        List<double[]> columns = [Column(t => levels[t - 1])];
        if (trend == Trend.Linear)
            columns.Add(Column(t => t));
        for (var lag = 1; lag <= lags; lag++)
            columns.Add(Column(t => Difference(t - lag)));
        var y = Column(Difference);
        return LeastSquares.Fit(y, columns, trend != Trend.None) is { } fit ? (fit, y) : null;
    }
}
