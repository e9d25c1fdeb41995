using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Core.Audit;
using Serverless.Core.MarketData;
using Serverless.Core.Scoring;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Functions.Activities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Audit;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Two years of four-hour bars; every hundred bars three are missing.</summary>
public sealed class MissingDataTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BarSeries Stored = WithGaps(SyntheticMarket.Generate("GAPUSD", Timeframe.H4, Start, 2 * 365 * 6, seed: 5));
    private static readonly MissingBars Gaps = MissingBars.Of(Stored, Market.Crypto, 0, Stored.Count);

    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
    private ServiceProvider services = null!;
    private DatasetInfo dataset = null!;

    public async ValueTask InitializeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)]).Build();
        services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddEvaluation(configuration).BuildServiceProvider();
        await StateStorage.CreateAsync(Get<TableServiceClient>(), Get<BlobServiceClient>(), limit.Token);
        var manifest = await Get<MarketDataStore>().SaveAsync(Stored, Market.Crypto, DataOrigin.Synthetic(5), [], cancellationToken: limit.Token);
        dataset = manifest.Dataset;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Load_SamePolicyTwice_IsHeldAgainstTheCalendarOnce()
    {
        var bars = Get<EvaluationBars>();

        var filled = await bars.LoadAsync(dataset, new ForwardFill(2), limit.Token);

        Assert.Same(filled, await bars.LoadAsync(dataset, new ForwardFill(2), limit.Token));
        Assert.NotSame(filled, await bars.LoadAsync(dataset, new ForwardFill(1), limit.Token));
        Assert.Equal(Gaps.Count / 3 * 2, filled.Counts.Filled);
    }

    [Fact]
    public async Task Load_Skip_IsTheStoredSeriesItself()
    {
        var bars = await Get<EvaluationBars>().LoadAsync(dataset, new SkipMissing(), limit.Token);

        Assert.Same(await Get<MarketDataStore>().LoadAsync(dataset, limit.Token), bars.Series);
        Assert.Equal((Gaps.Count, 0), (bars.Counts.Absent, bars.Counts.Filled));
    }

    [Fact]
    public async Task Cycle_SkipOrForwardFill_CountsFillsInRowManifestAndEntry()
    {
        var (skipped, skippedEntries) = await RunAsync("fill-none", new EvaluationOptions());
        var (filled, filledEntries) = await RunAsync("fill-two", new EvaluationOptions { MissingData = MissingDataMode.ForwardFill, FillMaxBars = 2 });

        Assert.Equal((null, null), (skipped.Reason, filled.Reason));
        Assert.Equal(0, skipped.FilledBars);
        Assert.True(skipped.MissingBars > 3);
        Assert.Equal((skipped.MissingBars / 3, skipped.MissingBars / 3 * 2), (filled.MissingBars, filled.FilledBars));
        Assert.NotEqual(skipped.Sharpe, filled.Sharpe);
        AssertTold(skippedEntries, $"missing=skip filled=0 absent={Gaps.Count}", 0);
        AssertTold(filledEntries, $"missing=forward-fill-2 filled={Gaps.Count / 3 * 2} absent={Gaps.Count / 3}", filled.FilledBars);
    }

    private static void AssertTold(List<AuditEvent> entries, string manifest, int filled)
    {
        var data = entries.Single(entry => entry.Action == "data.manifest").Details["crypto.GAPUSD_h4.parquet"];
        Assert.EndsWith(manifest, data, StringComparison.Ordinal);
        var evaluated = entries.Single(entry => entry.Action == "strategy.evaluated").Details;
        Assert.Equal($"{filled}", evaluated["filledBars"]);
    }

    private async Task<(ScorecardRow Row, List<AuditEvent> Entries)> RunAsync(string id, EvaluationOptions options)
    {
        var cycle = new CycleInput(id, Start, "test", options.ToSettings());
        var plan = await Activity<PlanMarket>().RunAsync(new PlanMarket.Input(cycle, Start.AddYears(3)), limit.Token);
        var strategy = StrategyGenerator.Generate(new GenerationRequest(3, 60, ["GAPUSD"])).First(strategy => strategy.Template == "sma-cross");
        var task = new StrategyTask(cycle.Reference, cycle.Settings, (await Get<StrategySeal>().SealAsync([strategy], limit.Token))[0], dataset);
        var batch = await Activity<EvaluateWindows>().RunAsync(new EvaluateWindows.Input(task, plan.DatasetOf("GAPUSD").Windows), limit.Token);
        var outcome = await Activity<ScoreStrategy>().RunAsync(new ScoreStrategy.Input(task, [batch], Start), limit.Token);

        var entries = new List<AuditEvent>();
        var trail = new BlobAuditEntryStore(Get<BlobServiceClient>().GetBlobContainerClient(BlobAuditEntryStore.ContainerName));
        await foreach (var entry in trail.ReadAllAsync(limit.Token))
            entries.Add(AuditEntryCodec.Decode(entry.Bytes.Span).Event);
        return (outcome.Row, entries.FindAll(entry => entry.CorrelationId == id));
    }

    private static BarSeries WithGaps(BarSeries bars)
    {
        int[] kept = [.. Enumerable.Range(0, bars.Count).Where(i => i % 100 is < 50 or > 52)];
        double[] Column(Func<Bar, double> price) => Array.ConvertAll(kept, i => price(bars[i]));
        return new BarSeries(
            bars.Symbol,
            bars.Timeframe,
            Array.ConvertAll(kept, i => bars.OpenTicks[i]),
            Column(bar => bar.Open),
            Column(bar => bar.High),
            Column(bar => bar.Low),
            Column(bar => bar.Close),
            Column(bar => bar.Volume));
    }

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private T Activity<T>() => ActivatorUtilities.CreateInstance<T>(services);
}
