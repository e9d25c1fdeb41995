using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Overfitting;

/// <summary>Sharpe ratios per period of all trials.</summary>
public static class TrialSharpes
{
    /// <summary>Mean ÷ sample deviation of each strategy; 0 for one that does not vary, for example because it never traded.</summary>
    public static double[] Of(ReturnMatrix trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return [.. Enumerable.Range(0, trials.Strategies).Select(k => ReturnStatistics.Sharpe(ReturnMoments.Of(trials.Column(k)), 1) ?? 0)];
    }

    /// <summary>Sample variance (N − 1) across trials; 0 for one trial.</summary>
    public static double Variance(IReadOnlyList<double> sharpes)
    {
        ArgumentNullException.ThrowIfNull(sharpes);
        if (sharpes.Count < 2)
            return 0;
        var mean = sharpes.Average();
        return sharpes.Sum(sharpe => (sharpe - mean) * (sharpe - mean)) / (sharpes.Count - 1);
    }
}
