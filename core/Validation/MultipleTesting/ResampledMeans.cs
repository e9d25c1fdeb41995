using System.Numerics;
using Serverless.Core.Randomness;
using Serverless.Core.Validation.Bootstrap;

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
    /// <param name="resampler">What a history consists of.</param>
    /// <param name="settings">Number of histories, seed and threads.</param>
    public static ResampledMeans Draw(ReturnMatrix matrix, IResampler resampler, BootstrapSettings settings)
    {
        ArgumentNullException.ThrowIfNull(resampler);
        ArgumentNullException.ThrowIfNull(settings);
        var root = new SeededRandom(settings.Seed);
        return Draw(matrix, settings.Replications, (replication, indices) => resampler.Fill(root.Fork(replication), indices), null, settings.Parallelism);
    }

    /// <summary>All histories that there can be, for an exact test of a small sample.</summary>
    /// <param name="matrix">Returns, or differences to a benchmark.</param>
    /// <param name="count">Number of index vectors, at least 1.</param>
    /// <param name="indices">The index vectors.</param>
    /// <param name="probabilities">Probability of each index vector, in sum 1; null when they are equally likely.</param>
    /// <exception cref="ArgumentException">There is not one probability for each vector, or an index is no period.</exception>
    public static ResampledMeans Enumerate(ReturnMatrix matrix, int count, IndexVector indices, IReadOnlyList<double>? probabilities = null)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (probabilities is not null && probabilities.Count != count)
            throw new ArgumentException($"There are {probabilities.Count} probabilities for {count} index vectors.", nameof(probabilities));
        return Draw(matrix, count, indices, probabilities, Environment.ProcessorCount);
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

    private static ResampledMeans Draw(
        ReturnMatrix matrix, int replications, IndexVector indices, IReadOnlyList<double>? probabilities, int parallelism)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        var means = new double[(long)replications * matrix.Strategies];
        Parallel.For(
            0,
            (replications + Together - 1) / Together,
            new ParallelOptions { MaxDegreeOfParallelism = parallelism },
            () => new Buffers(matrix),
            (group, _, buffers) =>
            {
                Average(matrix, group * Together, Math.Min(Together, replications - (group * Together)), indices, buffers, means);
                return buffers;
            },
            _ => { });
        return new ResampledMeans(means, replications, probabilities is null ? null : [.. probabilities]);
    }

    private static void Average(ReturnMatrix matrix, int first, int count, IndexVector indices, Buffers buffers, double[] means)
    {
        int n = matrix.Periods, strategies = matrix.Strategies;
        var (drawn, counts, sums) = (buffers.Drawn, buffers.Counts, buffers.Sums);
        Array.Clear(counts);
        Array.Clear(sums);
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

    private sealed class Buffers(ReturnMatrix matrix)
    {
        public int[] Drawn { get; } = new int[matrix.Periods];

        public double[] Counts { get; } = new double[matrix.Periods * Together];

        public double[] Sums { get; } = new double[matrix.Strategies * Together];
    }
}
