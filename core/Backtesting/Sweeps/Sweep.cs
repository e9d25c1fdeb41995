using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Serverless.Core.Indicators;

namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>
/// Runs many parameter sets of one strategy over one series. Bars and indicator columns are shared; each set is a run of its own, so that
/// neither the number of threads nor the order in which they come to a set changes a bit. Memory is that of the rows, one curve for each
/// thread, and the columns of a <see cref="FeatureCache"/>.
/// </summary>
public static class Sweep
{
    /// <summary>Runs the sets that the checkpoint does not hold.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="options">Threads, checkpoint, progress.</param>
    /// <param name="cancellationToken">Looked at before every set; what the checkpoint has been given stays there.</param>
    /// <returns>One row for each set of the plan, in its order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the series.</exception>
    /// <exception cref="ArgumentException">A set comes twice, or curves are wanted of a checkpoint.</exception>
    public static IReadOnlyList<SweepRow> Run(SweepPlan plan, SweepOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        var (start, length) = plan.Range.GetOffsetAndLength(plan.Bars.Count);
        var bars = plan.Bars.Slice(0, start + length);
        var features = new FeatureCache();
        return Run(plan.Sets, () => new double[length], RunOne, options, cancellationToken);

        SweepRow RunOne(ImmutableSortedDictionary<string, double> set, double[] equity)
        {
            using var indicators = features.SetOf("the series of this sweep", bars, plan.Subject.Market);
            var row = plan.Subject.Run(indicators, set, start, equity);
            return options.KeepCurves && row.Failure is null ? row with { Equity = [.. equity] } : row;
        }
    }

    /// <summary>As the other, of whatever a set makes run.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="begin">Makes what each thread keeps.</param>
    /// <param name="runOne">Runs a set.</param>
    /// <param name="options">Threads, checkpoint, progress.</param>
    /// <param name="cancellationToken">Looked at before every set.</param>
    internal static IReadOnlyList<SweepRow> Run<TLocal>(
        IReadOnlyList<ImmutableSortedDictionary<string, double>> sets,
        Func<TLocal> begin,
        Func<ImmutableSortedDictionary<string, double>, TLocal, SweepRow> runOne,
        SweepOptions options,
        CancellationToken cancellationToken)
    {
        if (options is { KeepCurves: true, Checkpoint: not null })
            throw new ArgumentException("A checkpoint keeps no curves: run the sets of interest again instead.", nameof(options));
        var rows = new SweepRow?[sets.Count];
        var resumed = TakeOver(options.Checkpoint, sets, rows);
        var meter = new SweepMeter(rows.Length, resumed, options.Time, options.Progress);
        var missing = Enumerable.Range(0, rows.Length).Where(index => rows[index] is null).ToArray();
        var gate = new Lock();
        try
        {
            // One set after the other, to whoever has time: handing one out costs little beside a run, and no thread idles at the end.
            Parallel.ForEach(
                Partitioner.Create(missing.AsEnumerable(), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken },
                begin,
                (index, _, local) =>
                {
                    var row = runOne(sets[index], local);
                    lock (gate)
                    {
                        options.Checkpoint?.Add(row);
                        rows[index] = row;
                        meter.Count();
                    }

                    return local;
                },
                _ => { });
        }
        catch (AggregateException exception)
        {
            // One of them is as good as all: a full disk, say, that every thread has met.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return rows!;
    }

    private static int TakeOver(ISweepCheckpoint? checkpoint, IReadOnlyList<ImmutableSortedDictionary<string, double>> sets, SweepRow?[] rows)
    {
        var places = new Dictionary<string, int>(sets.Count, StringComparer.Ordinal);
        for (var i = 0; i < sets.Count; i++)
        {
            if (!places.TryAdd(NameOf(sets[i]), i))
                throw new ArgumentException($"The parameter set {NameOf(sets[i])} comes twice.", nameof(sets));
        }

        var resumed = 0;
        foreach (var row in checkpoint?.Finished ?? [])
        {
            if (!places.TryGetValue(NameOf(row.Parameters), out var place) || rows[place] is not null)
                continue;
            rows[place] = row;
            resumed++;
        }

        return resumed;
    }

    private static string NameOf(ImmutableSortedDictionary<string, double> parameters) =>
        string.Join(' ', parameters.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value:R}")));
}
