namespace Serverless.Core.Validation.MultipleTesting;

/// <summary>
/// √n · mean of each strategy and √n · (mean* − centre) in each replication, where wanted ÷ ω. A strategy whose differences do not vary has no
/// evidence for or against it: 0 throughout when studentised.
/// </summary>
internal sealed class Deviations
{
    private readonly ResampledMeans resampled;
    private readonly double[] centres;
    private readonly double[] factors;

    private Deviations(double[] means, double[] centres, double[] factors, ResampledMeans resampled)
    {
        (this.centres, this.factors, this.resampled) = (centres, factors, resampled);
        Statistics = [.. means.Zip(factors, (mean, factor) => mean * factor)];
    }

    /// <summary>√n · mean, where wanted ÷ ω.</summary>
    public double[] Statistics { get; }

    /// <param name="differences">Return − benchmark.</param>
    /// <param name="resampled">Resampled means of the same matrix.</param>
    /// <param name="omega">ω of each strategy, or null for no studentising.</param>
    /// <param name="centres">What is subtracted from resampled means; null for the means themselves.</param>
    public static Deviations Of(ReturnMatrix differences, ResampledMeans resampled, double[]? omega = null, double[]? centres = null)
    {
        ArgumentNullException.ThrowIfNull(differences);
        ArgumentNullException.ThrowIfNull(resampled);
        if (differences.Strategies != resampled.Strategies)
        {
            throw new ArgumentException(
                $"The resampled means are of {resampled.Strategies} strategies, the differences of {differences.Strategies}.", nameof(resampled));
        }

        var root = Math.Sqrt(differences.Periods);
        var means = differences.Means();
        double[] factors = [.. Enumerable.Range(0, means.Length).Select(k => omega is null ? root : omega[k] > 0 ? root / omega[k] : 0)];
        return new Deviations(means, centres ?? means, factors, resampled);
    }

    public double Value(int replication, int strategy) =>
        (resampled.Of(replication)[strategy] - centres[strategy]) * factors[strategy];

    /// <summary>Largest deviation of all strategies in one replication.</summary>
    public double Largest(int replication)
    {
        var means = resampled.Of(replication);
        var largest = double.NegativeInfinity;
        for (var k = 0; k < means.Length; k++)
            largest = Math.Max(largest, (means[k] - centres[k]) * factors[k]);
        return largest;
    }
}
