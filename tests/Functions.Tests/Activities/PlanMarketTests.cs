using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Core.Audit;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Functions.Activities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Audit;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

public sealed class PlanMarketTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DefectCount[] Splits = [new(DataDefect.UnadjustedSplit, DefectAction.Flag, 2)];

    [Theory]
    [InlineData(PriceAdjustment.Raw, false)]
    [InlineData(PriceAdjustment.Split, true)] // a day that looks like a split, of prices that have none
    public async Task Run_SeriesWithSplits_IsPlannedUnlessItsPricesAreRaw(PriceAdjustment adjustment, bool planned)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddEvaluation(configuration).BuildServiceProvider();
        var blobs = services.GetRequiredService<BlobServiceClient>();
        await StateStorage.CreateAsync(services.GetRequiredService<TableServiceClient>(), blobs, limit.Token);
        var store = services.GetRequiredService<MarketDataStore>();
        var symbol = $"SPLIT-{adjustment}";
        await store.SaveAsync(Bars(symbol), Market.UsEquities, new DataOrigin("test", "x.csv", null, adjustment), Splits, cancellationToken: limit.Token);
        await store.SaveAsync(Bars($"{symbol}.adj"), Market.UsEquities, DataOrigin.Synthetic(1), [], cancellationToken: limit.Token);

        var cycle = new CycleInput($"plan-{symbol}", Start, "test", new EvaluationOptions().ToSettings());
        var plan = await ActivatorUtilities.CreateInstance<PlanMarket>(services).RunAsync(new PlanMarket.Input(cycle, Start.AddYears(4)), limit.Token);

        Assert.Equal(planned, plan.Symbols.Contains(symbol));
        Assert.Contains($"{symbol}.adj", plan.Symbols);
        var verdict = (await ManifestAsync(blobs, cycle.CycleId, limit.Token))[$"equities.{symbol}_daily.parquet"];
        Assert.Equal(planned, !verdict!.Contains("rawSplits=2", StringComparison.Ordinal));
        Assert.Equal(planned, !verdict.Contains("windows=0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_SymbolsOfTheSettings_LeavesOthersOut()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddEvaluation(configuration).BuildServiceProvider();
        await StateStorage.CreateAsync(services.GetRequiredService<TableServiceClient>(), services.GetRequiredService<BlobServiceClient>(), limit.Token);
        var store = services.GetRequiredService<MarketDataStore>();
        foreach (var symbol in new[] { "PLANNED", "UNPLANNED" })
            await store.SaveAsync(Bars(symbol), Market.Crypto, DataOrigin.Synthetic(1), [], cancellationToken: limit.Token);

        var cycle = new CycleInput("plan-symbols", Start, "test", new EvaluationOptions { Symbols = "PLANNED" }.ToSettings());
        var plan = await ActivatorUtilities.CreateInstance<PlanMarket>(services).RunAsync(new PlanMarket.Input(cycle, Start.AddYears(4)), limit.Token);

        Assert.Equal(["PLANNED"], plan.Symbols);
    }

    // Days from the start on, and hours from the second year on, which are enough in the fourth.
    [Theory]
    [InlineData(2, "MIXED_daily")]
    [InlineData(4, "MIXED_h4")]
    public async Task Run_SymbolWithDaysAndHours_IsPlannedOnTheSeriesThatTheWatchRunsOn(int years, string expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddEvaluation(configuration).BuildServiceProvider();
        await StateStorage.CreateAsync(services.GetRequiredService<TableServiceClient>(), services.GetRequiredService<BlobServiceClient>(), limit.Token);
        var store = services.GetRequiredService<MarketDataStore>();
        await store.SaveAsync(SyntheticMarket.Generate("MIXED", Timeframe.D1, Start, 5 * 365, seed: 1), Market.Crypto, DataOrigin.Synthetic(1), [], cancellationToken: limit.Token);
        await store.SaveAsync(SyntheticMarket.Generate("MIXED", Timeframe.H4, Start.AddYears(1), 4 * 365 * 6, seed: 2), Market.Crypto, DataOrigin.Synthetic(2), [], cancellationToken: limit.Token);
        var (now, settings) = (Start.AddYears(years), new EvaluationOptions { Symbols = "MIXED" }.ToSettings());

        var plan = await ActivatorUtilities.CreateInstance<PlanMarket>(services).RunAsync(new PlanMarket.Input(new CycleInput($"plan-mixed-{years}", now, "test", settings), now), limit.Token);

        Assert.Equal($"crypto/{expected}.parquet", plan.DatasetOf("MIXED").Info.Name);
        Assert.Equal(plan.DatasetOf("MIXED").Info, StoredBars.FindTraded(await store.ListAsync(limit.Token), "MIXED", settings.WalkForward.WindowDays, now));
        Assert.NotEmpty(plan.DatasetOf("MIXED").Windows);
    }

    private static BarSeries Bars(string symbol) => SyntheticMarket.Generate(symbol, Timeframe.D1, Start, 3 * 365, seed: 1);

    private static async Task<AuditDetails> ManifestAsync(BlobServiceClient blobs, string cycleId, CancellationToken cancellation)
    {
        var trail = new BlobAuditEntryStore(blobs.GetBlobContainerClient(BlobAuditEntryStore.ContainerName));
        await foreach (var entry in trail.ReadAllAsync(cancellation))
        {
            if (AuditEntryCodec.Decode(entry.Bytes.Span).Event is { Action: "data.manifest" } found && found.CorrelationId == cycleId)
                return found.Details;
        }

        throw new InvalidOperationException($"No data.manifest of {cycleId}.");
    }
}
