using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Serverless.Core.MarketData;
using Serverless.Infra.MarketData;

namespace Serverless.Functions.Hosting;

/// <summary>Stored series as a cycle evaluates them: in regular hours, and what is missing is treated by its policy. Thread-safe.</summary>
public sealed class EvaluationBars(MarketDataStore store, ILogger<EvaluationBars> logger)
{
    // Lives as long as the store keeps the series, so that its bound on memory is also the one here.
    private readonly ConditionalWeakTable<BarSeries, ConcurrentDictionary<IMissingDataPolicy, Lazy<AlignedBars>>> aligned = [];

    /// <summary>The bars of <paramref name="dataset"/> after <paramref name="policy"/>, held against the calendar once for each policy.</summary>
    /// <exception cref="InvalidDataException">The stored bars are not those that the dataset names.</exception>
    /// <exception cref="FileNotFoundException">The blob is gone.</exception>
    public async Task<AlignedBars> LoadAsync(DatasetInfo dataset, IMissingDataPolicy policy, CancellationToken cancellation)
    {
        var stored = await store.LoadAsync(dataset, cancellation);
        return aligned.GetOrCreateValue(stored).GetOrAdd(policy, _ => new Lazy<AlignedBars>(() => Align(dataset, stored, policy))).Value;
    }

    /// <summary>Names the bars of <paramref name="dataset"/> after <paramref name="policy"/>, for features computed of them.</summary>
    public static string KeyOf(DatasetInfo dataset, IMissingDataPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return $"{dataset.Sha256} {policy}";
    }

    private AlignedBars Align(DatasetInfo dataset, BarSeries stored, IMissingDataPolicy policy)
    {
        var bars = BarAlignment.Align(RegularHours.Of(stored, dataset.Market), dataset.Market, policy);
        if (bars.Counts is { Filled: var filled, Absent: var absent } && filled + absent > 0)
        {
            logger.LogWarning(
                "{Dataset} lacks {Missing} of {Expected} bars, at most {LongestGap} in a row: {Filled} filled in by {Policy}, {Absent} left out",
                dataset.Name, filled + absent, bars.Counts.Expected, bars.Counts.LongestGap, filled, policy, absent);
        }

        return bars;
    }
}
