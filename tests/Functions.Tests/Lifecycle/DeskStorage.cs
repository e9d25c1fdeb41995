using System.Collections.Immutable;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Serverless.Core.Audit;
using Serverless.Core.Indicators;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Benchmarks;
using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Scoring;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Core.Validation.Trials;
using Serverless.Functions.Activities;
using Serverless.Functions.Hosting;
using Serverless.Infra.Audit;
using Serverless.Infra.Keys;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Functions.Tests.Lifecycle;

/// <summary>Tables, blobs and trail of a desk, apart from those of other tests, in real storage.</summary>
internal sealed class DeskStorage
{
    private static readonly DateTimeOffset FirstBar = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly BlobServiceClient account;
    private readonly BlobTrail trail;
    private readonly TableClient trailIndex;

    private DeskStorage(string connectionString, string suffix)
    {
        var (blobs, tables) = (new BlobServiceClient(connectionString), new TableServiceClient(connectionString));
        Symbol = "DESK" + suffix[..8];
        Configurations = [.. StrategyGenerator.Generate(new GenerationRequest(7, 60, [Symbol])).Take(20)];
        (account, trail) = (blobs, new BlobTrail(blobs, shard: suffix));
        trailIndex = tables.GetTableClient("trail" + suffix);
        Runs = new RunStore(blobs.GetBlobContainerClient("runs" + suffix), ContentProtection.None);
        Deployments = new DeploymentTable(tables.GetTableClient("deployments" + suffix));
        Scorecards = new ScorecardTable(tables.GetTableClient("scorecards" + suffix));
        Health = new HealthTable(tables.GetTableClient("metrics" + suffix));
        Alerts = new AlertTable(tables.GetTableClient("alerts" + suffix));
        Strategies = new StrategyTable(tables.GetTableClient("strategies" + suffix), ContentProtection.None);
        Market = new MarketDataStore(blobs, TimeProvider.System);
    }

    /// <summary>The instrument, of which no other test changes the bars.</summary>
    public string Symbol { get; }

    public RunStore Runs { get; }

    public DeploymentTable Deployments { get; }

    public ScorecardTable Scorecards { get; }

    public StrategyTable Strategies { get; }

    public HealthTable Health { get; }

    public AlertTable Alerts { get; }

    public StrategySeal Seal { get; } = new(ContentProtection.None);

    public MarketDataStore Market { get; }

    public IReadOnlyList<DatasetInfo> Datasets { get; private set; } = [];

    /// <summary>Twenty configurations, the best of a scorecard being the first.</summary>
    public ImmutableArray<StrategyConfiguration> Configurations { get; }

    public static async Task<DeskStorage> CreateAsync(string connectionString, CancellationToken cancellation)
    {
        var suffix = Guid.NewGuid().ToString("N");
        var storage = new DeskStorage(connectionString, suffix);
        var (blobs, tables) = (new BlobServiceClient(connectionString), new TableServiceClient(connectionString));
        foreach (var name in new[] { "deployments", "scorecards", "strategies", "metrics", "alerts", "trail" })
            await tables.CreateTableIfNotExistsAsync(name + suffix, cancellation);
        await blobs.GetBlobContainerClient("runs" + suffix).CreateAsync(cancellationToken: cancellation);
        await storage.trail.CreateAsync(cancellation);
        // The name is another every time; what the market did must not be.
        var bars = SyntheticMarket.Generate("DESK", Timeframe.D1, FirstBar, 500, seed: 3).As(storage.Symbol);
        var saved = await storage.Market.SaveAsync(bars, Core.Time.Market.Crypto, DataOrigin.Synthetic(3), [], cancellationToken: cancellation);
        storage.Datasets = [saved.Dataset];
        await storage.Strategies.AddAsync(storage.Configurations, "cycle-0", cancellation);
        return storage;
    }

    /// <summary>There is none: no test stores capitalisations beside these bars.</summary>
    public BenchmarkReader Benchmark => new(Market, new BasketRules());

    public ForwardRuns Forward(EvaluationOptions? options = null) =>
        new(new EvaluationBars(Market, NullLogger<EvaluationBars>.Instance), new FeatureCache(), Options.Create(options ?? new EvaluationOptions()));

    public CycleTrail NewTrail() => new(new AuditLog(trail.Entries, new TableAuditIndex(trailIndex, "tests"), "tests"));

    /// <summary>Signs the trail by the keys in a folder; by none, if it is null.</summary>
    public TrailKeeper NewKeeper(string? keys)
    {
        var options = Options.Create(new AuditOptions { Origin = "tests", KeyFolder = keys });
        return new TrailKeeper(trail, options, new AuditKeyStores(options, account, TimeProvider.System));
    }

    /// <summary>How many entries each checkpoint covers.</summary>
    public async Task<IReadOnlyList<long>> ReadCheckpointsAsync(CancellationToken cancellation) => await trail.Checkpoints.ListAsync(cancellation).ToListAsync(cancellation);

    public async Task<IReadOnlyList<AuditEvent>> ReadTrailAsync(CancellationToken cancellation)
    {
        var entries = new List<AuditEvent>();
        await foreach (var stored in trail.Entries.ReadAllAsync(cancellation))
            entries.Add(AuditEntryCodec.Decode(stored.Bytes.Span).Event);
        return entries;
    }

    /// <summary>Leaves what a look and a cycle leave: the configurations ranked in the order given, all of them proven and nothing found about them.</summary>
    public async Task PublishAsync(string cycleId, IReadOnlyList<StrategyConfiguration> ranking, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var strategy in ranking.Take(2))
            await Health.UpsertAsync(Healthy(strategy, now), cancellation);
        ScorecardRow[] rows =
        [
            .. ranking.Select((strategy, place) => ScorecardRow.Without(strategy, null) with
            {
                Score = new UnifiedScore(90 - (2 * place), 0.5, 0.5, 0.5, 0.5),
                Sharpe = 1.5,
                Volatility = 0.4,
                MaxDrawdown = 0.1,
            }),
        ];
        await Scorecards.ReplaceAsync(cycleId, Scorecard.Rank(rows, new ScoreWeights()), evidence: null, cancellation);
        await Runs.PutJsonOnceAsync(RunBlobs.Evidence(cycleId), new AssessedCycle(EvidenceOf(ranking)), cancellation);
        foreach (var strategy in ranking.Take(2).Union(Configurations.Take(2))) // nobody asks for the others
            await Runs.PutJsonOnceAsync(RunBlobs.Daily(cycleId, strategy.Id), ReturnsOf(Configurations.IndexOf(strategy)), cancellation);
    }

    private static StrategyHealth Healthy(StrategyConfiguration strategy, DateTimeOffset now) => new()
    {
        StrategyId = strategy.Id,
        At = now,
        Symbol = strategy.Symbol,
        Capital = 0,
        Profit = 0,
        Fall = 0,
        LossThreshold = 0.15,
        Days = 1,
        Held = 0.5,
        HalfSize = false,
        Paused = false,
    };

    private static DailyReturns ReturnsOf(int place)
    {
        var random = new SeededRandom(place + 1);
        int[] days = [.. Enumerable.Range(20_089, 365)]; // from 1 January 2025
        return new DailyReturns(days, [.. days.Select(_ => 0.004 + (0.01 * ((2 * random.NextDouble()) - 1)))]);
    }

    private static CycleEvidence EvidenceOf(IEnumerable<StrategyConfiguration> strategies) => new()
    {
        Gates = new EvidenceGates(),
        Trials = new TrialCensus(20, 20, 0.5),
        LuckySharpe = 1,
        Days = 365,
        BlockLength = 1,
        RealityCheck = 0.01,
        SuperiorAbilityLower = 0.01,
        SuperiorAbility = 0.01,
        SuperiorAbilityUpper = 0.01,
        Overfitting = 0.1,
        LossOfSelected = 0.1,
        Family = new FamilyReport(20, 1, 1, 1, 1, 1, 1),
        Strategies =
        [
            .. strategies.Select(strategy => new StrategyEvidence
            {
                StrategyId = strategy.Id,
                Days = 365,
                DaysNeeded = 100,
                ProbabilisticSharpe = 0.99,
                DeflatedSharpe = 0.99,
                DeflatedSharpeOfAll = 0.99,
                AdjustedP = 0.01,
                Score = default,
                Rank = default,
                Checks = [new EvidenceCheck("deflated-sharpe", 0.99, 0.95, 1, true, null)],
            }),
        ],
    };
}
