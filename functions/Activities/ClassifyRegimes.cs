using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Core.MarketData;
using Serverless.Core.Regimes;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Places each symbol's present volatility among its own past.</summary>
public sealed class ClassifyRegimes(MarketDataStore store, CycleTrail trail, RegimeTable table)
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromHours(48);

    /// <summary>Classifies at each series' last close, appends <c>regime.classified</c> for each, and adds the rows.</summary>
    [Function(nameof(ClassifyRegimes))]
    public async Task<IReadOnlyList<RegimeSnapshot>> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var snapshots = new List<RegimeSnapshot>();
        foreach (var dataset in input.Datasets)
        {
            var series = await store.LoadAsync(dataset, cancellation);
            var lastClose = new DateTimeOffset(series.OpenTime(series.Count - 1) + series.Timeframe.Length());
            var snapshot = VolatilityRegimeClassifier.Snapshot(series, dataset.Market, lastClose, StaleAfter);
            snapshots.Add(snapshot with { Stale = input.OccurredAt - lastClose > StaleAfter });
        }

        await trail.AppendAsync([.. snapshots.Select(snapshot => Entry(input, snapshot))], cancellation);
        foreach (var snapshot in snapshots)
            await table.UpsertAsync(snapshot, cancellation);
        return snapshots;
    }

    private static AuditEvent Entry(Input input, RegimeSnapshot snapshot) =>
        CycleTrail.Event(input.Cycle, $"regime/{snapshot.Symbol}", "regime.classified", snapshot.Symbol, input.OccurredAt) with
        {
            Details =
            [
                new("regime", $"{snapshot.Regime}"),
                new("asOf", Invariant($"{snapshot.AsOf:O}")),
                new("realisedVolatility", Invariant($"{snapshot.RealisedVolatility}")),
                new("stale", $"{snapshot.Stale}"),
            ],
        };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    /// <param name="Cycle">The cycle.</param>
    /// <param name="Datasets">The series to classify.</param>
    /// <param name="OccurredAt">When; a last close that is more than 48 hours older makes a regime stale.</param>
    public sealed record Input(CycleReference Cycle, IReadOnlyList<DatasetInfo> Datasets, DateTimeOffset OccurredAt);
}
