using System.Numerics;

namespace Serverless.Core.Validation.MultipleTesting;

/// <summary>
/// Means of all strategies in resampled histories. One vector of indices serves all strategies of a replication, which keeps their
/// correlation.
/// </summary>
public sealed class ResampledMeans
{
    // Rows of the matrix are read once for as many replications.
    private const int Together = 4;
    private readonly double[] means; // replication by replication
    private readonly double[]? probabilities;

    private ResampledMeans(double[] means, int replications, double[]? probabilities)
    {
        (this.means, Replications, this.probabilities) = (means, replications, probabilities);
        Strategies = means.Length / replications;
    }

    /// <summary>Number of resampled histories.</summary>
    public int Replications { get; }

    /// <summary>Number of strategies.</summary>
    public int Strategies { get; }

    /// <summary>Means in one resampled history.</summary>
    public ReadOnlySpan<double> Of(int replication) => means.AsSpan(replication * Strategies, Strategies);

    /// <summary>
    /// Draws histories as long as the matrix. The bits of the result depend neither on the number of threads nor on the width of the
    /// processor's vectors.
    /// </summary>
    /// <param name="matrix">Returns, or differences to a benchmark.</param>
    /// <param name="replications">Number of histories, at least 1.</param>
    /// <param name="indices">What each history consists of.</param>
    /// <param name="probabilities">
    /// Probability of each replication, for an exact test over all index vectors there are; null when they are equally likely.
    /// </param>
    /// <param name="parallel">Threads and cancellation; null for all processors.</param>
    /// <exception cref="ArgumentException">There is not one probability for each replication, or an index is no period.</exception>
    public static ResampledMeans Draw(
        ReturnMatrix matrix,
        int replications,
        IndexVector indices,
        IReadOnlyList<double>? probabilities = null,
        ParallelOptions? parallel = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        ArgumentNullException.ThrowIfNull(indices);
        if (probabilities is not null && probabilities.Count != replications)
        {
            throw new ArgumentException(
                $"There are {probabilities.Count} probabilities for {replications} replications.", nameof(probabilities));
        }

        var means = new double[(long)replications * matrix.Strategies];
        Parallel.For(0, (replications + Together - 1) / Together, parallel ?? new ParallelOptions(), group =>
        {
            var first = group * Together;
            Average(matrix, first, Math.Min(Together, replications - first), indices, means);
        });
        return new ResampledMeans(means, replications, probabilities is null ? null : [.. probabilities]);
    }

    /// <summary>Probability of those replications for which <paramref name="condition"/> holds.</summary>
    internal double Share(Func<int, bool> condition)
    {
        var share = 0.0;
        for (var b = 0; b < Replications; b++)
        {
            if (condition(b))
                share += probabilities is null ? 1 : probabilities[b];
        }

        return probabilities is null ? share / Replications : share;
    }

    /// <summary>The smallest of the values, one for each replication, whose cumulated probability reaches <paramref name="level"/>.</summary>
    internal double Quantile(ReadOnlySpan<double> values, double level)
    {
        // 0.95 × 1000 must be rank 950, whatever its last bit.
        const double Rounding = 1e-9;
        var sorted = values.ToArray();
        if (probabilities is null)
        {
            Array.Sort(sorted);
            return sorted[Math.Clamp((int)Math.Ceiling((level * sorted.Length) - Rounding) - 1, 0, sorted.Length - 1)];
        }

        var weights = (double[])probabilities.Clone();
        Array.Sort(sorted, weights);
        var reached = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            reached += weights[i];
            if (reached >= level - Rounding)
                return sorted[i];
        }

        return sorted[^1];
    }

    private static void Average(ReturnMatrix matrix, int first, int count, IndexVector indices, double[] means)
    {
        int n = matrix.Periods, strategies = matrix.Strategies;
        var counts = new double[n * Together];
        var drawn = new int[n];
        for (var i = 0; i < count; i++)
        {
            indices(first + i, drawn);
            foreach (var period in drawn)
            {
                if ((uint)period >= (uint)n)
                    throw new ArgumentException($"Replication {first + i} has the index {period}; there are {n} periods.", nameof(indices));
                counts[(period * Together) + i]++;
            }
        }

        var sums = new double[strategies * Together];
        for (var t = 0; t < n; t++)
            AddRow(matrix.Row(t), counts.AsSpan(t * Together, Together), sums);
        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < strategies; k++)
                means[((long)(first + i) * strategies) + k] = sums[(i * strategies) + k] / n;
        }
    }

    private static void AddRow(ReadOnlySpan<double> row, ReadOnlySpan<double> counts, Span<double> sums)
    {
        int k = 0, length = row.Length;
        Span<double> sums0 = sums[..length], sums1 = sums.Slice(length, length), sums2 = sums.Slice(2 * length, length), sums3 = sums[(3 * length)..];
        double c0 = counts[0], c1 = counts[1], c2 = counts[2], c3 = counts[3];
        for (; k <= length - Vector<double>.Count; k += Vector<double>.Count)
        {
            var values = new Vector<double>(row[k..]);
            ((c0 * values) + new Vector<double>(sums0[k..])).CopyTo(sums0[k..]);
            ((c1 * values) + new Vector<double>(sums1[k..])).CopyTo(sums1[k..]);
            ((c2 * values) + new Vector<double>(sums2[k..])).CopyTo(sums2[k..]);
            ((c3 * values) + new Vector<double>(sums3[k..])).CopyTo(sums3[k..]);
        }

        for (; k < length; k++)
        {
            sums0[k] += c0 * row[k];
            sums1[k] += c1 * row[k];
            sums2[k] += c2 * row[k];
            sums3[k] += c3 * row[k];
        }
    }
}
