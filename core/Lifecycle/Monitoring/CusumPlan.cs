using Serverless.Core.Metrics;
using Serverless.Core.Randomness;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// A one-sided cumulative sum (Page, 1954) of daily returns at their volatility: zₜ = rₜ ÷ σₜ, where σₜ² is the exponentially weighted mean of squared
/// returns before t (weight 0.94, as RiskMetrics, 1996), at least half of the backtest's. Sₜ = max(0, Sₜ₋₁ − (zₜ − μ) ÷ s − k), with an alarm above h. The
/// backtest gives μ, s and the first σ; h is the quantile of the largest S over futures that are drawn from the backtest itself. Without the division by σₜ
/// clusters of volatility would double the alarms.
/// </summary>
/// <param name="Volatility">First σ: deviation of the backtest's daily returns; positive.</param>
/// <param name="Mean">μ: mean of the backtest's z.</param>
/// <param name="Deviation">s: their deviation; positive.</param>
/// <param name="Allowance">k, half of the fall that it is tuned to.</param>
/// <param name="Threshold">h.</param>
/// <param name="HorizonDays">Days after which the sum starts anew.</param>
/// <param name="FalseAlarms">Probability of an alarm within them while nothing has changed.</param>
public sealed record CusumPlan(
    double Volatility, double Mean, double Deviation, double Allowance, double Threshold, int HorizonDays, double FalseAlarms)
{
    /// <summary>
    /// Daily returns of a backtest below which there is no test: the error of its mean would be most of what is found. At this length alarms come in 9 % of
    /// years instead of 5 %, from five years on as often as stated (measured on simulated years).
    /// </summary>
    public const int FewestDays = 365;

    private const double Memory = 0.94;
    private const double LeastShare = 0.5;

    /// <summary>Mean number of days between alarms while nothing has changed, as far as alarms come at random.</summary>
    public double DaysBetweenFalseAlarms => -HorizonDays / Math.Log(1 - FalseAlarms);

    /// <summary>
    /// Finds the threshold by a stationary bootstrap (Politis and Romano, 1994) of the backtest. Its tails are in the threshold, and so is the error of its
    /// mean: each future has a mean that is off by a draw of it. What is not in it: that the backtest was chosen because it was good.
    /// </summary>
    /// <param name="expected">Daily returns of the backtest, out-of-sample, in order of time.</param>
    /// <param name="settings">What to look for.</param>
    /// <returns>Null when they do not vary, or are fewer than <see cref="FewestDays"/>.</returns>
    public static CusumPlan? Calibrate(ReadOnlySpan<double> expected, CusumSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (expected.Length < FewestDays || ReturnMoments.Of(expected) is not { Varies: true, Deviation: { } volatility })
            return null;
        var scaled = Scale(expected, volatility);
        var moments = ReturnMoments.Of(scaled);
        var plan = new CusumPlan(
            volatility, moments.Mean, moments.Deviation!.Value, settings.Shift / 2, double.PositiveInfinity, settings.HorizonDays, settings.FalseAlarms);
        var error = plan.Deviation / Math.Sqrt(scaled.Length);
        var random = new SeededRandom(settings.Seed);
        var largest = new double[settings.Paths];
        for (var path = 0; path < largest.Length; path++)
            largest[path] = plan.LargestOf(scaled, error, 1 / settings.BlockDays, random.Fork(path));
        Array.Sort(largest);
        return plan with { Threshold = Quantiles.OfSorted(largest, 1 - settings.FalseAlarms)!.Value };
    }

    /// <summary>Follows live returns, from the first on.</summary>
    public CusumReading Follow(ReadOnlySpan<double> live)
    {
        var scaled = Scale(live, Volatility);
        var sum = 0.0;
        int? alarm = null;
        var since = 0;
        for (var day = 0; day < scaled.Length; day++)
        {
            if (day % HorizonDays == 0)
                (sum, since) = (0, day);
            sum = Next(sum, scaled[day]);
            if (sum == 0)
                since = day + 1;
            if (sum > Threshold)
                alarm ??= day;
        }

        return new CusumReading(sum, Threshold, scaled.Length - since, alarm);
    }

    private double Next(double sum, double scaled) => Math.Max(0, sum - ((scaled - Mean) / Deviation) - Allowance);

    private double LargestOf(ReadOnlySpan<double> sample, double error, double restart, SeededRandom random)
    {
        double sum = 0, largest = 0;
        var off = error * random.NextGaussian();
        var at = -1;
        for (var day = 0; day < HorizonDays; day++)
        {
            at = at < 0 || random.NextDouble() < restart ? random.NextInt(sample.Length) : (at + 1) % sample.Length;
            sum = Next(sum, sample[at] + off);
            largest = Math.Max(largest, sum);
        }

        return largest;
    }

    private static double[] Scale(ReadOnlySpan<double> returns, double volatility)
    {
        var scaled = new double[returns.Length];
        var variance = volatility * volatility;
        var least = volatility * LeastShare;
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = returns[i] / Math.Max(least, Math.Sqrt(variance));
            variance = (Memory * variance) + ((1 - Memory) * returns[i] * returns[i]);
        }

        return scaled;
    }
}
