using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.Comparison;
using Serverless.Core.Validation.Trials;

namespace Serverless.Core.Reporting.Comparisons;

/// <summary>How two runs differ over the time that both cover, and whether that may be luck.</summary>
/// <param name="Days">Days on which one of them has bars, while both ran; the other earned nothing on a day without.</param>
/// <param name="Sharpe">First less second, annualised Sharpe ratios of these days; null when undefined.</param>
/// <param name="SharpeInterval">Interval of 95 %: percentiles over histories of days drawn for both at once.</param>
/// <param name="PValue">Of Ledoit and Wolf's test that the ratios are equal; null when undefined.</param>
/// <param name="MeanReturn">Mean daily difference × days per year.</param>
/// <param name="MeanReturnInterval">Its interval of 95 %, from the same histories.</param>
/// <param name="Correlation">Of the daily returns.</param>
public sealed record PairedDifference(
    int Days, double? Sharpe, ConfidenceInterval? SharpeInterval, double? PValue, double? MeanReturn, ConfidenceInterval? MeanReturnInterval, double? Correlation)
{
    private const int FewestDays = 30;
    private const double Tail = 0.025;

    /// <summary>Compares two curves.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    /// <param name="settings">Number of resampled histories and seed.</param>
    public static PairedDifference Of(ReportCurve first, ReportCurve second, BootstrapSettings settings)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (x, y) = Common(first.Daily, second.Daily);
        if (x.Length < FewestDays)
            return new PairedDifference(x.Length, null, null, null, null, null, null);
        var perYear = Math.Max(first.Daily.DaysPerYear, second.Daily.DaysPerYear);
        double? Ratio(ReadOnlySpan<double> returns) => ReturnStatistics.Sharpe(ReturnMoments.Of(returns), perYear);
        var n = x.Length;
        double[] ratios = new double[settings.Replications], means = new double[settings.Replications];
        double[] active = [.. x.Zip(y, (one, other) => one - other)];
        Replications.Run(BlockLength.Estimate(active).ToStationary(), n, settings, () => (new double[n], new double[n]), (replication, indices, buffers) =>
        {
            var (left, right) = buffers;
            var sum = 0.0;
            for (var i = 0; i < n; i++)
            {
                (left[i], right[i]) = (x[indices[i]], y[indices[i]]);
                sum += active[indices[i]];
            }

            ratios[replication] = Ratio(left) - Ratio(right) ?? double.NaN;
            means[replication] = sum / n * perYear;
        });
        return new PairedDifference(
            n,
            Ratio(x) - Ratio(y),
            Interval(ratios),
            SharpeComparison.LedoitWolf(x, y, settings).PValue,
            active.Average() * perYear,
            Interval(means),
            Correlations.Pearson(x, y));
    }

    private static ConfidenceInterval? Interval(double[] replications)
    {
        var ascending = Array.FindAll(replications, double.IsFinite);
        if (ascending.Length < 0.95 * replications.Length)
            return null;
        Array.Sort(ascending);
        return new ConfidenceInterval(Quantiles.OfSorted(ascending, Tail)!.Value, Quantiles.OfSorted(ascending, 1 - Tail)!.Value);
    }

    private static (double[] First, double[] Second) Common(DailyReturns first, DailyReturns second)
    {
        if (first.Days.Length == 0 || second.Days.Length == 0)
            return ([], []);
        var (from, to) = (Math.Max(first.Days[0], second.Days[0]), Math.Min(first.Days[^1], second.Days[^1]));
        if (from > to)
            return ([], []);
        var both = DailyAlignment.Align([Within(first, from, to), Within(second, from, to)]);
        return (both.Column(0), both.Column(1));
    }

    private static DailyReturns Within(DailyReturns daily, int from, int to)
    {
        var days = daily.Days.Zip(daily.Values).Where(day => day.First >= from && day.First <= to).ToList();
        return new DailyReturns([.. days.Select(day => day.First)], [.. days.Select(day => day.Second)]);
    }
}
