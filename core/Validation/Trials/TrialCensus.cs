using System.Numerics;

namespace Serverless.Core.Validation.Trials;

/// <summary>All that was tried: what the best of it must beat before it is more than luck.</summary>
/// <param name="Count">Different configurations.</param>
/// <param name="Effective">
/// How many independent ones they are worth, from 1 to <paramref name="Count"/>: N² ÷ Σᵢⱼ ρ²ᵢⱼ, the participation ratio of the eigenvalues of
/// their correlation matrix. Each squared correlation of different trials is freed of what T weeks make of none, ((T − 1) ρ² − 1) ÷ (T − 2);
/// otherwise there could be no more independent trials than weeks.
/// </param>
/// <param name="SharpeDeviation">Sample deviation (n − 1) of their annualised Sharpe ratios; 0 for fewer than two.</param>
public sealed record TrialCensus(int Count, double Effective, double SharpeDeviation)
{
    private const int FewestWeeks = 3;

    /// <summary>Counts <paramref name="trials"/>; each is named once. One whose returns do not vary is correlated with none.</summary>
    public static TrialCensus Of(IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        if (trials.Count < 2)
            return new TrialCensus(trials.Count, trials.Count, 0);
        var mean = trials.Average(trial => trial.Sharpe);
        var squares = trials.Sum(trial => (trial.Sharpe - mean) * (trial.Sharpe - mean));
        return new TrialCensus(trials.Count, EffectiveCount(trials), Math.Sqrt(squares / (trials.Count - 1)));
    }

    private static double EffectiveCount(IReadOnlyList<Trial> trials)
    {
        var weeks = trials.Average(trial => trial.Returns.Values.Length);
        double count = trials.Count;
        if (weeks < FewestWeeks)
            return count;
        var (own, all) = SquaredCorrelations(trials);
        var others = (((weeks - 1) * (all - own)) - (count * (count - 1))) / (weeks - 2);
        return Math.Clamp(count * count / (count + Math.Max(0, others)), 1, count);
    }

    // Of N trials over T weeks the N × N matrix ZZᵀ and the T × T matrix ZᵀZ have the same sum of squares; the latter does not grow with trials.
    private static (double Own, double All) SquaredCorrelations(IReadOnlyList<Trial> trials)
    {
        var first = trials.Min(trial => trial.Returns.FirstWeek);
        var weeks = trials.Max(trial => trial.Returns.FirstWeek + trial.Returns.Values.Length) - first;
        var gram = new double[weeks * weeks];
        var row = new double[weeks];
        double own = 0;
        foreach (var trial in trials)
        {
            var start = trial.Returns.FirstWeek - first;
            var values = row.AsSpan(start, trial.Returns.Values.Length);
            if (!Standardise(trial.Returns.Values, values))
                continue;
            own++;
            for (var i = 0; i < values.Length; i++)
            {
                AddScaled(values, values[i], gram.AsSpan(((start + i) * weeks) + start, values.Length));
            }
        }

        return (own, gram.Sum(value => value * value));
    }

    // Each sum is one element of a vector, so that the bits do not depend on how many go side by side.
    private static void AddScaled(ReadOnlySpan<double> values, double factor, Span<double> sums)
    {
        var i = 0;
        for (var scale = new Vector<double>(factor); i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(sums[i..]) + (scale * new Vector<double>(values[i..]))).CopyTo(sums[i..]);
        for (; i < values.Length; i++)
            sums[i] += factor * values[i];
    }

    // To mean 0 and length 1, so that a product of two is their correlation.
    private static bool Standardise(float[] values, Span<double> result)
    {
        var mean = values.Sum(value => (double)value) / values.Length;
        double squares = 0;
        for (var i = 0; i < values.Length; i++)
        {
            result[i] = values[i] - mean;
            squares += result[i] * result[i];
        }

        if (!(squares > 1e-24 * values.Length))
            return false;
        var length = Math.Sqrt(squares);
        foreach (ref var value in result)
            value /= length;
        return true;
    }
}
