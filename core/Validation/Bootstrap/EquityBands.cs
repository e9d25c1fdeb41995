using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Bootstrap;

/// <summary>
/// Bands around the equity curve of resampled returns; equity starts at 1. A pointwise band covers each point by itself with the given probability; a
/// simultaneous one covers whole curves: mean ± c deviations of the logarithm of equity, where c is the quantile of the largest standardised distance of a
/// resampled curve (Montiel Olea and Plagborg-Møller, 2019, sup-t).
/// </summary>
/// <param name="Periods">After how many periods each point lies; evenly spread, the last is the end of the series.</param>
/// <param name="Median">Median equity at each point.</param>
/// <param name="PointwiseLow">Lower quantile at each point (type 7).</param>
/// <param name="PointwiseHigh">Upper quantile at each point.</param>
/// <param name="SimultaneousLow">Lower bound for whole curves.</param>
/// <param name="SimultaneousHigh">Upper bound for whole curves.</param>
public sealed record EquityBands(
    IReadOnlyList<int> Periods,
    IReadOnlyList<double> Median,
    IReadOnlyList<double> PointwiseLow,
    IReadOnlyList<double> PointwiseHigh,
    IReadOnlyList<double> SimultaneousLow,
    IReadOnlyList<double> SimultaneousHigh)
{
    private const int MostPoints = 250;

    /// <summary>Measures at up to 250 points. Null without returns, or with a return of −1 or less, after which there is no equity.</summary>
    /// <param name="returns">Simple returns per period in order of time, finite.</param>
    /// <param name="resampler">The scheme.</param>
    /// <param name="settings">Number of replications and seed.</param>
    /// <param name="coverage">Probability with which the bands should cover, above 0 and below 1.</param>
    public static EquityBands? Measure(ReadOnlyMemory<double> returns, IResampler resampler, BootstrapSettings settings, double coverage = 0.95)
    {
        ArgumentNullException.ThrowIfNull(settings);
        BootstrapInterval.RequireCoverage(coverage);
        Observations.RequireFinite(returns.Span, nameof(returns));
        var growth = Array.ConvertAll(returns.ToArray(), r => Math.Log(1 + r));
        if (growth.Length == 0 || !Array.TrueForAll(growth, double.IsFinite))
            return null;
        var count = Math.Min(MostPoints, growth.Length);
        int[] periods = [.. Enumerable.Range(1, count).Select(point => (int)((long)point * growth.Length / count))];
        var logarithms = Paths(growth, periods, resampler, settings);

        var sorted = Array.ConvertAll(logarithms, values => values.Order().ToArray());
        var moments = Array.ConvertAll(logarithms, values => ReturnMoments.Of(values));
        var tail = (1 - coverage) / 2;
        var width = Width(logarithms, moments, settings.Replications, coverage);
        double[] Curve(Func<int, double> logarithm) => [.. Enumerable.Range(0, count).Select(point => Math.Exp(logarithm(point)))];
        return new EquityBands(
            periods,
            Curve(point => Quantiles.OfSorted(sorted[point], 0.5)!.Value),
            Curve(point => Quantiles.OfSorted(sorted[point], tail)!.Value),
            Curve(point => Quantiles.OfSorted(sorted[point], 1 - tail)!.Value),
            Curve(point => moments[point].Mean - (width * moments[point].Deviation ?? 0)),
            Curve(point => moments[point].Mean + (width * moments[point].Deviation ?? 0)));
    }

    // The logarithm of equity: [point][replication].
    private static double[][] Paths(double[] growth, int[] periods, IResampler resampler, BootstrapSettings settings)
    {
        var paths = Array.ConvertAll(periods, _ => new double[settings.Replications]);
        Replications.Run(resampler, growth.Length, settings, () => 0, (replication, indices, _) =>
        {
            var sum = 0.0;
            for (int i = 0, point = 0; i < indices.Length; i++)
            {
                sum += growth[indices[i]];
                if (i + 1 == periods[point])
                    paths[point++][replication] = sum;
            }
        });
        return paths;
    }

    private static double Width(double[][] paths, ReturnMoments[] moments, int replications, double coverage)
    {
        var distances = new double[replications];
        for (var point = 0; point < paths.Length; point++)
        {
            if (!moments[point].Varies)
                continue;
            var (mean, deviation) = (moments[point].Mean, moments[point].Deviation!.Value);
            for (var i = 0; i < replications; i++)
                distances[i] = Math.Max(distances[i], Math.Abs(paths[point][i] - mean) / deviation);
        }

        Array.Sort(distances);
        return Quantiles.OfSorted(distances, coverage)!.Value;
    }
}
