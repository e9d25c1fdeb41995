namespace Serverless.Core.Validation.MultipleTesting;

/// <summary>
/// White's (2000) reality check: whether the best of all strategies beats the benchmark, given that it was selected. The null
/// hypothesis is that none has a positive mean difference.
/// </summary>
/// <param name="Statistic">V = max √n · mean.</param>
/// <param name="PValue">Share of replications with V* = max √n · (mean* − mean) &gt; V.</param>
public sealed record RealityCheck(double Statistic, double PValue)
{
    /// <summary>Tests.</summary>
    /// <param name="differences">Return − benchmark, positive where a strategy is better; all that were tried.</param>
    /// <param name="resampled">Resampled means of the same matrix.</param>
    public static RealityCheck Test(ReturnMatrix differences, ResampledMeans resampled)
    {
        var deviations = Deviations.Of(differences, resampled);
        var statistic = deviations.Statistics.Max();
        return new RealityCheck(statistic, resampled.Share(b => deviations.Largest(b) > statistic));
    }
}
