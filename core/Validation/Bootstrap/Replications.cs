using Serverless.Core.Randomness;

namespace Serverless.Core.Validation.Bootstrap;

/// <summary>Runs bootstrap replications; parallel runs equal serial ones bit by bit.</summary>
public static class Replications
{
    /// <summary>Runs <paramref name="body"/> once for each replication, several at a time.</summary>
    /// <param name="resampler">Draws the indices.</param>
    /// <param name="sampleSize">n: number of observations, and of indices of each replication.</param>
    /// <param name="settings">Number of replications and seed.</param>
    /// <param name="createBuffers">Makes the memory of one worker.</param>
    /// <param name="body">The work; its results must go to a place of this replication alone.</param>
    public static void Run<TBuffers>(
        IResampler resampler, int sampleSize, BootstrapSettings settings, Func<TBuffers> createBuffers, ReplicationBody<TBuffers> body)
    {
        ArgumentNullException.ThrowIfNull(resampler);
        ArgumentOutOfRangeException.ThrowIfNegative(sampleSize);
        ArgumentNullException.ThrowIfNull(createBuffers);
        ArgumentNullException.ThrowIfNull(body);
        Run(settings, () => (Indices: new int[sampleSize], Buffers: createBuffers()), (replication, random, worker) =>
        {
            resampler.Fill(random, worker.Indices);
            body(replication, worker.Indices, worker.Buffers);
        });
    }

    /// <summary>As the other, for work that draws its random numbers itself, from the stream of its replication.</summary>
    public static void Run<TBuffers>(BootstrapSettings settings, Func<TBuffers> createBuffers, Action<int, SeededRandom, TBuffers> body)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(createBuffers);
        ArgumentNullException.ThrowIfNull(body);
        var root = new SeededRandom(settings.Seed);
        Parallel.For(
            0,
            settings.Replications,
            new ParallelOptions { MaxDegreeOfParallelism = settings.Parallelism },
            createBuffers,
            (replication, _, buffers) =>
            {
                body(replication, root.Fork(replication), buffers);
                return buffers;
            },
            _ => { });
    }

    /// <summary>The statistic of each resampled series, in order of replications; not finite where the statistic is not defined.</summary>
    public static double[] Distribution(
        IResampler resampler, ReadOnlyMemory<double> series, BootstrapSettings settings, SeriesStatistic statistic) =>
        Distributions(resampler, series, settings, [statistic])[0];

    /// <summary>The same for several statistics of the same resampled series: <c>[statistic][replication]</c>.</summary>
    public static double[][] Distributions(
        IResampler resampler, ReadOnlyMemory<double> series, BootstrapSettings settings, IReadOnlyList<SeriesStatistic> statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return Distributions(resampler, series, settings, statistics.Count, (resampled, results) =>
        {
            for (var i = 0; i < results.Length; i++)
                results[i] = statistics[i](resampled);
        });
    }

    /// <summary>The same for figures that are cheaper to find together.</summary>
    public static double[][] Distributions(
        IResampler resampler, ReadOnlyMemory<double> series, BootstrapSettings settings, int count, SeriesStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(statistics);
        var results = Enumerable.Range(0, count).Select(_ => new double[settings.Replications]).ToArray();
        Run(resampler, series.Length, settings, () => (Series: new double[series.Length], Figures: new double[count]), (replication, indices, buffers) =>
        {
            var source = series.Span;
            for (var i = 0; i < indices.Length; i++)
                buffers.Series[i] = source[indices[i]];
            statistics(buffers.Series, buffers.Figures);
            for (var i = 0; i < count; i++)
                results[i][replication] = buffers.Figures[i];
        });
        return results;
    }
}
