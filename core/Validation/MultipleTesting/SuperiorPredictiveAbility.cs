namespace Serverless.Core.Validation.MultipleTesting;

/// <summary>
/// Hansen's (2005) test for superior predictive ability: as <see cref="RealityCheck"/>, but studentised, and with a centre that hopeless
/// strategies cannot spoil. <c>T = max(0, max √n · mean ÷ ω)</c>; p is the share of replications with
/// <c>T* = max(0, max √n · (mean* − g(mean)) ÷ ω) &gt; T</c>, and 1 when T is 0. Always lower ≤ consistent ≤ upper.
/// </summary>
/// <param name="Statistic">T.</param>
/// <param name="TStatistics">√n · mean ÷ ω of each strategy; 0 for one that never differs in a varying amount.</param>
/// <param name="Omega">ω of each strategy; see <see cref="LongRunDeviation"/>.</param>
/// <param name="Thresholds">−√(2·ln ln n · ω² ÷ n): a mean below it counts as hopeless.</param>
/// <param name="PLower">With g = max(mean, 0): liberal.</param>
/// <param name="PConsistent">With g = mean where the mean reaches the threshold, 0 elsewhere: the figure to judge by.</param>
/// <param name="PUpper">With g = mean: conservative, the studentised reality check.</param>
public sealed record SuperiorPredictiveAbility(
    double Statistic,
    double[] TStatistics,
    double[] Omega,
    double[] Thresholds,
    double PLower,
    double PConsistent,
    double PUpper)
{
    /// <summary>Tests.</summary>
    /// <param name="differences">Return − benchmark, positive where a strategy is better; all that were tried; at least 3 periods.</param>
    /// <param name="resampled">Resampled means of the same matrix.</param>
    /// <param name="blockLength">Mean block length of the resampling, at least 1.</param>
    public static SuperiorPredictiveAbility Test(ReturnMatrix differences, ResampledMeans resampled, double blockLength)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Periods < 3)
            throw new ArgumentException($"ln ln n needs at least 3 periods; there are {differences.Periods}.", nameof(differences));
        var omega = OmegaOf(differences, blockLength);
        var means = differences.Means();
        var unit = Math.Sqrt(2 * Math.Log(Math.Log(differences.Periods)) / differences.Periods);
        var thresholds = Array.ConvertAll(omega, value => -unit * value);

        var upper = Deviations.Of(differences, resampled, omega);
        var statistic = Math.Max(0, upper.Statistics.Max());
        double PValue(double[] centres)
        {
            if (statistic == 0)
                return 1;
            var deviations = Deviations.Of(differences, resampled, omega, centres);
            return resampled.Share(b => deviations.Largest(b) > statistic);
        }

        return new SuperiorPredictiveAbility(
            statistic,
            upper.Statistics,
            omega,
            thresholds,
            PValue(Array.ConvertAll(means, mean => Math.Max(mean, 0))),
            PValue([.. means.Zip(thresholds, (mean, threshold) => mean >= threshold ? mean : 0)]),
            PValue(means));
    }

    /// <summary>ω of each strategy.</summary>
    internal static double[] OmegaOf(ReturnMatrix differences, double blockLength)
    {
        var deviation = new LongRunDeviation(differences.Periods, blockLength);
        return [.. Enumerable.Range(0, differences.Strategies).AsParallel().AsOrdered().Select(k => deviation.Of(differences.Column(k)))];
    }
}
