using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Core.Validation;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.MarketData;

namespace Serverless.Functions.Activities;

/// <summary>Chooses the series of a cycle and cuts each into walk-forward windows.</summary>
public sealed class PlanMarket(MarketDataStore store, EvaluationBars data, CycleTrail trail)
{
    /// <summary>
    /// Takes the finest tradable series of each symbol that is long enough for one window and has no raw splits, and appends
    /// <c>data.manifest</c> with the SHA-256 of every series that was found and what became of it; of one that was read, also how many bars were
    /// filled in, and are absent. Bars that close after the cycle's time are not seen, so that a cycle of the past says today what it said then.
    /// </summary>
    /// <exception cref="InvalidOperationException">No stored series can be traded and is long enough.</exception>
    [Function(nameof(PlanMarket))]
    public async Task<MarketPlan> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var settings = input.Cycle.Settings;
        var plans = new List<DatasetPlan>();
        var verdicts = new List<KeyValuePair<string, string>>();
        var stored = (await store.ListAsync(cancellation)).Where(manifest => manifest.Dataset.Timeframe is not null).ToList();
        foreach (var symbol in stored.GroupBy(manifest => manifest.Dataset.Symbol).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var chosen = settings.Trades(symbol.Key) ? StoredBars.FindTraded(symbol, symbol.Key, settings.WalkForward.WindowDays, input.OccurredAt) : null;
            foreach (var manifest in symbol.OrderBy(manifest => manifest.Dataset.Timeframe))
            {
                var info = manifest.Dataset;
                var bars = info == chosen ? await data.LoadAsync(info, settings.MissingData, cancellation) : null;
                var windows = bars is null ? [] : WindowsOf(bars.Series.ClosedBy(input.OccurredAt), settings);
                if (windows.Count > 0)
                    plans.Add(new DatasetPlan(info, windows));
                verdicts.Add(new(DetailName(info), Verdict(manifest, windows.Count, bars?.Counts, settings.MissingData)));
            }
        }

        if (plans.Count == 0)
            throw new InvalidOperationException(NothingUsable(stored.Count, settings.WalkForward));
        var plan = new MarketPlan(ConfigurationHash.Of(plans.Select(dataset => new { dataset.Info.Name, dataset.Info.Sha256 }).ToArray()), plans);
        var entry = CycleTrail.Event(input.Cycle.Reference, "data", "data.manifest", "market-data", input.OccurredAt) with
        {
            DataHash = plan.DataHash,
            Details = AuditDetails.Create([.. verdicts]),
        };
        await trail.AppendAsync(entry, cancellation);
        return plan;
    }

    private static IReadOnlyList<WalkForwardWindow> WindowsOf(BarSeries bars, EvaluationSettings settings) =>
        WalkForwardPlan.Create(bars.Last(TimeSpan.FromDays(settings.HistoryDays)), settings.WalkForward);

    // Bars that nobody asked for were not held against the calendar.
    private static string Verdict(DatasetManifest manifest, int windows, MissingDataCounts? counts, IMissingDataPolicy policy)
    {
        var info = manifest.Dataset;
        var splits = manifest.RawSplits > 0 ? $" rawSplits={manifest.RawSplits}" : string.Empty;
        var verdict = $"sha256={info.Sha256} rows={info.Rows} windows={windows} market={info.Market}{splits}";
        return counts is null ? verdict : $"{verdict} missing={policy} filled={counts.Filled} absent={counts.Absent}";
    }

    private static string DetailName(DatasetInfo info) => info.Name.Replace('/', '.');

    private static string NothingUsable(int found, WalkForwardSettings settings) => found == 0
        ? "The container 'market-data' holds no series; import some first."
        : $"None of the {found} series in 'market-data' can be traded, is among the symbols of the settings, has no raw splits ('data adjust' makes a series without), and spans the {settings.TrainDays} + {settings.TestDays} days of one "
            + "train and test window.";

    /// <param name="Cycle">The cycle.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(CycleInput Cycle, DateTimeOffset OccurredAt);
}
