namespace Serverless.Core.Validation.MultipleTesting;

/// <summary>
/// StepM of Romano and Wolf (2005): which strategies beat the benchmark, at a family-wise error rate α under any dependence. In each step,
/// those are rejected whose statistic exceeds the 1 − α quantile of the largest deviation among those that are left.
/// </summary>
/// <param name="Rejected">Strategies with a mean significantly above the benchmark's, ascending.</param>
/// <param name="CriticalValues">Of each step, the last one included in which nothing was rejected.</param>
/// <param name="AdjustedPValues">Of each strategy, by the step-down maximum (Romano and Wolf, 2016).</param>
public sealed record StepwiseTest(int[] Rejected, double[] CriticalValues, double[] AdjustedPValues)
{
    /// <summary>The basic test: statistics are √n · mean.</summary>
    /// <param name="differences">Return − benchmark, positive where a strategy is better; all that were tried.</param>
    /// <param name="resampled">Resampled means of the same matrix.</param>
    /// <param name="level">α, between 0 and 1.</param>
    public static StepwiseTest Basic(ReturnMatrix differences, ResampledMeans resampled, double level) =>
        Test(Deviations.Of(differences, resampled), resampled, level);

    /// <summary>The studentised test: statistics are √n · mean ÷ ω, so that the scale of a strategy does not matter.</summary>
    /// <param name="differences">Return − benchmark, positive where a strategy is better; all that were tried.</param>
    /// <param name="resampled">Resampled means of the same matrix.</param>
    /// <param name="blockLength">Mean block length of the resampling, at least 1; see <see cref="LongRunDeviation"/>.</param>
    /// <param name="level">α, between 0 and 1.</param>
    public static StepwiseTest Studentised(ReturnMatrix differences, ResampledMeans resampled, double blockLength, double level)
    {
        ArgumentNullException.ThrowIfNull(differences);
        return Studentised(differences, resampled, SuperiorPredictiveAbility.OmegaOf(differences, blockLength), level);
    }

    /// <summary>The studentised test with ω of each strategy at hand.</summary>
    internal static StepwiseTest Studentised(ReturnMatrix differences, ResampledMeans resampled, double[] omega, double level) =>
        Test(Deviations.Of(differences, resampled, omega), resampled, level);

    private static StepwiseTest Test(Deviations deviations, ResampledMeans resampled, double level)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "The level must be between 0 and 1.");
        var active = Enumerable.Range(0, resampled.Strategies).ToList();
        var criticalValues = new List<double>();
        var largest = new double[resampled.Replications];
        while (active.Count > 0)
        {
            for (var b = 0; b < largest.Length; b++)
                largest[b] = LargestOf(deviations, b, active);
            var critical = resampled.Quantile(largest, 1 - level);
            criticalValues.Add(critical);
            if (active.RemoveAll(k => deviations.Statistics[k] > critical) == 0)
                break;
        }

        return new StepwiseTest(
            [.. Enumerable.Range(0, resampled.Strategies).Except(active)], [.. criticalValues], AdjustedPValuesOf(deviations, resampled));
    }

    private static double LargestOf(Deviations deviations, int replication, List<int> active)
    {
        var largest = double.NegativeInfinity;
        foreach (var k in active)
            largest = Math.Max(largest, deviations.Value(replication, k));
        return largest;
    }

    // From the weakest strategy to the strongest, so that the maximum over all weaker ones is at hand.
    private static double[] AdjustedPValuesOf(Deviations deviations, ResampledMeans resampled)
    {
        int[] order = [.. Enumerable.Range(0, resampled.Strategies).OrderBy(k => deviations.Statistics[k])];
        var pValues = new double[order.Length];
        var largest = new double[resampled.Replications];
        Array.Fill(largest, double.NegativeInfinity);
        foreach (var k in order)
        {
            for (var b = 0; b < largest.Length; b++)
                largest[b] = Math.Max(largest[b], deviations.Value(b, k));
            pValues[k] = resampled.Share(b => largest[b] >= deviations.Statistics[k]);
        }

        var running = 0.0;
        foreach (var k in order.Reverse())
            pValues[k] = running = Math.Max(running, pValues[k]);
        return pValues;
    }
}
