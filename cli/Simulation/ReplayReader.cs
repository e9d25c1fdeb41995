using Azure.Data.Tables;
using Serverless.Cli.Api;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Benchmarks;
using Serverless.Core.Reporting.Replay;
using Serverless.Core.Scoring.Evidence;
using Serverless.Infra.Keys;
using Serverless.Infra.LocalStorage;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Cli.Simulation;

/// <summary>Gathers from its storage what a replay has left.</summary>
internal sealed class ReplayReader(LocalStorageAccount storage, SimulateOptions options)
{
    private readonly MarketDataStore market = new(storage.Blobs, TimeProvider.System);
    private readonly RunStore runs = new(storage.Blobs.GetBlobContainerClient(RunStore.ContainerName), ContentProtection.None);

    public async Task<ReplayInput> ReadAsync(ReplayTrail trail, CancellationToken cancellation)
    {
        var spans = StageSpans.Of(trail.Kept);
        var (datasets, markets) = await MarketsAsync(cancellation);
        var results = new SpanRunner(options, datasets, markets, await StrategiesAsync(spans, cancellation));
        var live = results.Run(spans.Where(span => span.Stage == LifecycleStage.Live));
        var cycles = await CyclesAsync(cancellation);
        return new ReplayInput
        {
            From = DateOnly.FromDateTime(options.From.UtcDateTime),
            To = DateOnly.FromDateTime(options.To.UtcDateTime),
            Policy = options.Settings.Lifecycle,
            Events = trail.Kept,
            Actions = trail.Actions,
            Live = live,
            Paper = results.Run(StageSpans.OnPaper(spans)),
            Gates = await GatesAsync(cycles, cancellation),
            Cycles = [.. cycles.Where(IsCompleted).Select(cycle => cycle.StrategyCount)],
            FailedCycles = [.. cycles.Where(cycle => !IsCompleted(cycle)).Select(cycle => $"{cycle.RequestedAt:yyyy-MM-dd}: {cycle.Message ?? cycle.Status}")],
            Markets = markets,
            TradeCosts = options.Settings.TradeCosts,
            Benchmark = await new BenchmarkReader(market, new BasketRules()).ReadAsync(cancellation),
            Looks = await LooksAsync(live, cancellation),
            Correlations = await CorrelationsAsync(live, cancellation),
            TrailIsIntact = trail.Audit.IsIntact,
            Profile = options.Settings.Profile,
            Provenance =
            [
                new("Decisions, SHA-256", trail.Decisions),
                new("Data of the last cycle, SHA-256", trail.DataHash ?? "none"),
                new("Settings, SHA-256", SimulationSchema.Settings.Hash(options.Settings)),
                new("Seed", $"{options.Settings.Seed}"),
                new("Code", trail.CodeVersion ?? "none"),
            ],
        };
    }

    private static bool IsCompleted(CycleRow cycle) => cycle.Status == "Completed";

    private async Task<(Dictionary<string, DatasetInfo> Datasets, Dictionary<string, BarSeries> Markets)> MarketsAsync(CancellationToken cancellation)
    {
        var traded = ReplayData.Traded(await market.ListAsync(cancellation), options.Settings).ToDictionary(dataset => dataset.Symbol, StringComparer.Ordinal);
        var markets = new Dictionary<string, BarSeries>(StringComparer.Ordinal);
        foreach (var (symbol, dataset) in traded)
        {
            var bars = await market.LoadAsync(dataset, cancellation);
            markets.Add(symbol, BarAlignment.Align(RegularHours.Of(bars, dataset.Market), dataset.Market, new SkipMissing()).Series);
        }

        return (traded, markets);
    }

    private async Task<IReadOnlyDictionary<string, StrategyRow>> StrategiesAsync(IEnumerable<StageSpan> spans, CancellationToken cancellation)
    {
        var (deployments, table) = (new DeploymentTable(Table(DeploymentTable.TableName)), new StrategyTable(Table(StrategyTable.TableName), ContentProtection.None));
        var identities = (await deployments.ListAsync(cancellation)).ToDictionary(row => row.Deployment.StrategyId, row => row.Deployment.Identity, StringComparer.Ordinal);
        var found = new Dictionary<string, StrategyRow>(StringComparer.Ordinal);
        foreach (var id in spans.Select(span => span.StrategyId).Distinct())
        {
            if (identities.GetValueOrDefault(id) is { } identity && await table.FindAsync(identity.Template, id, cancellation) is { } row)
                found.Add(id, row);
        }

        return found;
    }

    private async Task<GateTally> GatesAsync(IEnumerable<CycleRow> cycles, CancellationToken cancellation)
    {
        var counter = new GateCounter();
        foreach (var cycle in cycles.Where(IsCompleted))
        {
            if (await FindAsync<List<PromotionDecision>>(RunBlobs.Promotions(cycle.CycleId), cancellation) is { } decisions)
                counter.Add(decisions, (await FindAsync<AssessedCycle>(RunBlobs.Evidence(cycle.CycleId), cancellation))?.Evidence?.Strategies ?? []);
        }

        return counter.Count();
    }

    // A cycle that was started to evaluate again decides nothing.
    private async Task<T?> FindAsync<T>(string name, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await runs.GetJsonAsync<T>(name, cancellation);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<StrategyHealth>> LooksAsync(IEnumerable<SpanResult> live, CancellationToken cancellation)
    {
        var (table, looks) = (new HealthTable(Table(HealthTable.TableName)), new List<StrategyHealth>());
        foreach (var id in live.Select(one => one.Span.StrategyId).Distinct())
            looks.AddRange(await table.ListAsync(id, int.MaxValue, cancellation));
        return looks;
    }

    private async Task<IReadOnlyList<CorrelationDay>> CorrelationsAsync(IReadOnlyList<SpanResult> live, CancellationToken cancellation)
    {
        var (table, days) = (new CorrelationTable(Table(CorrelationTable.TableName)), new List<CorrelationDay>());
        if (live.Count == 0)
            return days;
        var end = DateOnly.FromDateTime(options.To.UtcDateTime);
        for (var day = DateOnly.FromDateTime(live.Min(one => one.Span.From).UtcDateTime); day < end; day = day.AddDays(1))
        {
            var since = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            var there = live.Where(one => one.Span.From < since && !(one.Span.To < since)).Select(one => one.Span.StrategyId).ToHashSet(StringComparer.Ordinal);
            // The table also tells how those on paper go together with those live.
            var pairs = (await table.ListAsync(day, cancellation)).Where(pair => there.Contains(pair.First) && there.Contains(pair.Second));
            if (CorrelationDay.Of(day, [.. pairs], options.Settings.Lifecycle.MaxCorrelation) is { } found)
                days.Add(found);
        }

        return days;
    }

    private async Task<List<CycleRow>> CyclesAsync(CancellationToken cancellation)
    {
        var (table, rows) = (new CycleTable(Table(CycleTable.TableName)), new List<CycleRow>());
        string? next = null;
        do
        {
            var page = await table.ListAsync(1000, next, cancellation);
            rows.AddRange(page.Rows);
            next = page.ContinuationToken;
        }
        while (next is not null);
        rows.Reverse();
        return rows;
    }

    private TableClient Table(string name) => storage.Tables.GetTableClient(name);
}
