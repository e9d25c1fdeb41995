using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Lifecycle;
using Serverless.Core.MarketData;
using Serverless.Core.Scoring;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Functions.Activities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.LocalStorage;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Bench;

/// <summary>A desk of any size on synthetic daily bars, its storage in one file: what its cycles, promotions and looks at live strategies cost.</summary>
internal sealed class ScaledDesk : IAsyncDisposable
{
    private const int Symbols = 5;
    private static readonly DateTimeOffset Start = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectCycle platform;
    private readonly EvaluationOptions options;
    private readonly DateTimeOffset now;

    private ScaledDesk(string folder, EvaluationOptions options)
    {
        this.options = options;
        now = Start.AddDays(options.HistoryDays + 1);
        platform = new DirectCycle($"LocalFile={Path.Combine(folder, "storage.db")}", parallelism: 4);
    }

    /// <summary>A desk in a new file, with as many days of bars as <paramref name="options"/> evaluate.</summary>
    public static async Task<ScaledDesk> CreateAsync(string folder, EvaluationOptions options)
    {
        var desk = new ScaledDesk(folder, options);
        await StateStorage.CreateAsync(desk.platform.Get<TableServiceClient>(), desk.platform.Get<BlobServiceClient>(), CancellationToken.None);
        for (var i = 0; i < Symbols; i++)
        {
            var bars = SyntheticMarket.Generate($"SCALE{i}USD", Timeframe.D1, Start, options.HistoryDays, seed: i);
            await desk.platform.Get<MarketDataStore>().SaveAsync(bars, Market.Crypto, DataOrigin.Synthetic(i), []);
        }

        return desk;
    }

    /// <summary>A whole evaluation cycle.</summary>
    public Task<ScaleCost> CycleAsync(string id, int strategies) =>
        MeasureAsync(() => platform.RunAsync(new CycleInput(id, now, "scale", options.ToSettings(strategies: strategies))));

    /// <summary>The rows of a cycle's scorecard.</summary>
    public Task<IReadOnlyList<ScorecardRow>> ScorecardAsync(string id) => platform.Get<ScorecardTable>().ListAsync(id, CancellationToken.None);

    /// <summary>What a cycle means for its top and for those that are live: streaks aside, all that a promotion reads, decides and writes.</summary>
    public async Task<(PromotionPlan Plan, ScaleCost Cost)> PromoteAsync(string id, int live)
    {
        await SetLiveAsync(id, live);
        var cycle = new CycleReference(id, "scale", new string('0', 64));
        var datasets = (await platform.Get<MarketDataStore>().ListAsync()).Select(manifest => manifest.Dataset).ToList();
        var policy = new LifecyclePolicy { Seats = LifecyclePolicy.MostSeats };
        PromotionPlan? plan = null;
        var cost = await MeasureAsync(async () =>
        {
            var roster = await platform.Get<ReadRoster>().RunAsync(id, CancellationToken.None);
            var ledger = new CapitalLedgerState().Under(policy.Seats, policy.Capital);
            plan = await platform.Get<PlanPromotions>().RunAsync(
                new PlanPromotions.Input(cycle, datasets, roster with { Policy = policy }, ledger, new LifecycleLimits(), now), CancellationToken.None);
        });
        return (plan!, cost);
    }

    /// <summary>One look at that many live strategies, which the cycle evaluated.</summary>
    public async Task<(MonitoringPlan Plan, ScaleCost Cost)> LookAsync(string id, int live)
    {
        var deployments = await SetLiveAsync(id, live);
        var check = new CycleReference($"look-{id}-{live}", "scale", new string('0', 64));
        MonitoringPlan? plan = null;
        var cost = await MeasureAsync(async () => plan = await platform.Get<ReviewStrategies>().RunAsync(
            new ReviewStrategies.Input(check, deployments, new LifecycleLimits(), [], now), CancellationToken.None));
        return (plan!, cost);
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    private async Task<IReadOnlyList<Deployment>> SetLiveAsync(string id, int live)
    {
        var rows = (await ScorecardAsync(id)).Where(row => row.Score is not null).Take(live).ToList();
        if (rows.Count < live)
            throw new InvalidOperationException($"Only {rows.Count} strategies of cycle '{id}' have a score; {live} are to be live.");
        List<Deployment> deployments = [.. rows.Select(row => LiveSince(now.AddDays(-120), id, row.StrategyId, StrategyIdentity.Of(row.Template, row.Symbol)))];
        var table = platform.Get<DeploymentTable>();
        foreach (var deployment in deployments)
            await table.SetStateAsync(deployment, CancellationToken.None);
        await table.SetStandingsAsync(
            rows.Zip(deployments, (row, one) => (one.StrategyId, one.Identity, StandingOf(id, row))),
            CancellationToken.None);
        return deployments;
    }

    private DeploymentStanding StandingOf(string cycle, ScorecardRow row) => new()
    {
        CycleId = cycle,
        At = now,
        Rank = row.Rank,
        Score = row.Score!.Value,
        StreakDays = 0,
        IsLiveCandidate = false,
        Verdict = "made live to be measured",
    };

    private static Deployment LiveSince(DateTimeOffset since, string cycle, string strategy, StrategyIdentity? identity)
    {
        var live = new LifecycleStanding(LifecycleStage.Live);
        return new Deployment
        {
            StrategyId = strategy,
            Identity = identity,
            Standing = live,
            Since = since,
            Capital = 10_000,
            Changes = [new DeploymentChange($"{cycle}/{strategy}/Promote", LifecycleTrigger.Promote, new(LifecycleStage.Paper), live, TransitionAuthor.Rule("promotion"), "scale", since)],
        };
    }

    private async Task<ScaleCost> MeasureAsync(Func<Task> work)
    {
        var storage = platform.Get<LocalStorageAccount>();
        var (requests, allocated, started) = (storage.Requests, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        await work();
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new ScaleCost(elapsed, storage.Requests - requests, GC.GetTotalAllocatedBytes(precise: true) - allocated, GC.GetTotalMemory(forceFullCollection: true));
    }
}
