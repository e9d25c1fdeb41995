using Serverless.Core.Metrics;
using Serverless.Core.Metrics.Distributions;

namespace Serverless.Core.Validation.Bootstrap;

/// <summary>
/// A figure with its bootstrap distribution. Replications in which the figure is not defined are left out; when they are more than one in twenty, or the
/// figure itself is not defined, everything is null.
/// </summary>
public sealed record BootstrapInterval
{
    private const int MostJackknifeGroups = 200;

    /// <summary>The figure of the sample.</summary>
    public required double? Estimate { get; init; }

    /// <summary>Mean of the replications − estimate.</summary>
    public double? Bias { get; init; }

    /// <summary>Sample deviation of the replications.</summary>
    public double? StandardError { get; init; }

    /// <summary>Percentile interval (Efron, 1979): quantiles of type 7 of the replications.</summary>
    public ConfidenceInterval? Percentile { get; init; }

    /// <summary>
    /// Bias-corrected and accelerated interval (Efron, 1987), the acceleration by a jackknife that leaves out blocks: consecutive observations, in at most 200
    /// groups. Null when the estimate lies outside all replications, where the correction is infinite.
    /// </summary>
    public ConfidenceInterval? Bca { get; init; }

    /// <summary>Replications in which the figure is defined.</summary>
    public required int Replications { get; init; }

    /// <summary>Resamples a series and measures the figure on each.</summary>
    /// <param name="resampler">The scheme.</param>
    /// <param name="series">Observations in order of time, finite.</param>
    /// <param name="statistic">The figure; not finite where it is not defined.</param>
    /// <param name="settings">Number of replications and seed.</param>
    /// <param name="coverage">Probability with which intervals should cover, above 0 and below 1.</param>
    public static BootstrapInterval Measure(
        IResampler resampler, ReadOnlyMemory<double> series, SeriesStatistic statistic, BootstrapSettings settings, double coverage = 0.95) =>
        Measure(resampler, series, [statistic], settings, coverage)[0];

    /// <summary>The same for several figures of the same resampled series.</summary>
    public static IReadOnlyList<BootstrapInterval> Measure(
        IResampler resampler,
        ReadOnlyMemory<double> series,
        IReadOnlyList<SeriesStatistic> statistics,
        BootstrapSettings settings,
        double coverage = 0.95)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return Measure(
            resampler,
            series,
            statistics.Count,
            (resampled, results) =>
            {
                for (var i = 0; i < results.Length; i++)
                    results[i] = statistics[i](resampled);
            },
            settings,
            coverage);
    }

    /// <summary>The same for figures that are cheaper to find together.</summary>
    public static IReadOnlyList<BootstrapInterval> Measure(
        IResampler resampler,
        ReadOnlyMemory<double> series,
        int count,
        SeriesStatistics statistics,
        BootstrapSettings settings,
        double coverage = 0.95)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        RequireCoverage(coverage);
        Observations.RequireFinite(series.Span, nameof(series));
        if (series.IsEmpty)
            return [.. Enumerable.Range(0, count).Select(_ => new BootstrapInterval { Estimate = null, Replications = 0 })];
        var distributions = Bootstrap.Replications.Distributions(resampler, series, settings, count, statistics);
        var estimates = new double[count];
        statistics(series.Span, estimates);
        var jackknife = Jackknife(series, count, statistics);
        return [.. Enumerable.Range(0, count).Select(i => Of(estimates[i], jackknife[i], distributions[i], coverage))];
    }

    internal static void RequireCoverage(double coverage)
    {
        if (coverage is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(coverage), coverage, "The coverage lies between 0 and 1, for example 0.95.");
    }

    private static BootstrapInterval Of(double estimate, List<double> jackknife, double[] replications, double coverage)
    {
        var ascending = Array.FindAll(replications, double.IsFinite);
        Array.Sort(ascending);
        if (!double.IsFinite(estimate) || ascending.Length < 2 || ascending.Length < 0.95 * replications.Length)
            return new BootstrapInterval { Estimate = double.IsFinite(estimate) ? estimate : null, Replications = ascending.Length };
        var moments = ReturnMoments.Of(ascending);
        var tail = (1 - coverage) / 2;
        return new BootstrapInterval
        {
            Estimate = estimate,
            Bias = moments.Mean - estimate,
            StandardError = moments.Deviation,
            Percentile = new ConfidenceInterval(Quantiles.OfSorted(ascending, tail)!.Value, Quantiles.OfSorted(ascending, 1 - tail)!.Value),
            Bca = Accelerated(ascending, estimate, Acceleration(jackknife), tail),
            Replications = ascending.Length,
        };
    }

    private static ConfidenceInterval? Accelerated(double[] ascending, double estimate, double acceleration, double tail)
    {
        // Replications equal to the estimate count half: discrete figures would be biased otherwise.
        var below = ascending.Count(value => value < estimate) + (ascending.Count(value => value == estimate) / 2.0);
        var bias = StandardNormal.Quantile(below / ascending.Length);
        if (!double.IsFinite(bias))
            return null;
        double Corrected(double probability)
        {
            var z = bias + StandardNormal.Quantile(probability);
            return StandardNormal.Cumulative(bias + (z / (1 - (acceleration * z))));
        }

        return new ConfidenceInterval(Quantiles.OfSorted(ascending, Corrected(tail))!.Value, Quantiles.OfSorted(ascending, Corrected(1 - tail))!.Value);
    }

    private static double Acceleration(List<double> jackknife)
    {
        var moments = ReturnMoments.Of(jackknife.FindAll(double.IsFinite).ToArray());
        return ReturnStatistics.Skewness(moments) is { } skewness ? -skewness / (6 * Math.Sqrt(moments.Count)) : 0;
    }

    // Each figure of the series without one group after the other.
    private static List<double>[] Jackknife(ReadOnlyMemory<double> series, int count, SeriesStatistics statistics)
    {
        var n = series.Length;
        var groups = Math.Min(n, MostJackknifeGroups);
        var values = Enumerable.Range(0, count).Select(_ => new List<double>(groups)).ToArray();
        var (rest, figures) = (new double[n], new double[count]);
        for (var group = 0; group < groups; group++)
        {
            int start = (int)((long)group * n / groups), end = (int)((group + 1L) * n / groups);
            series.Span[..start].CopyTo(rest);
            series.Span[end..].CopyTo(rest.AsSpan(start));
            statistics(rest.AsSpan(0, n - (end - start)), figures);
            for (var i = 0; i < count; i++)
                values[i].Add(figures[i]);
        }

        return values;
    }
}
