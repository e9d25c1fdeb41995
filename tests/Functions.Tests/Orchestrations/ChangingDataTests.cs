using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Functions.Activities;
using Serverless.Functions.Api;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Keys;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>Market data that are updated between two steps of a cycle, against a real store.</summary>
public sealed class ChangingDataTests(AzuriteFixture azurite)
{
    private const int Bars = 2 * 365 * 6;
    private static readonly DateTimeOffset Start = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider time = new(Start.AddYears(3));

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task EvaluateWindows_BarsAppendedSinceThePlan_GivesTheSameBytes()
    {
        var all = SyntheticMarket.Generate("CHANGING", Timeframe.H4, Start, Bars + 500, seed: 5);
        var origin = DataOrigin.Synthetic(5);
        await NewStore().SaveAsync(all.Slice(0, Bars), Market.Crypto, origin, [], cancellationToken: Limit);
        var cycle = new CycleStarter(Options.Create(new EvaluationOptions()), time).Prepare(new StartCycleRequest(Strategies: 60), "tests", idempotencyKey: null);
        using var log = await AuditLogs.CreateAsync(azurite.ConnectionString, Limit);
        var plan = (await new PlanMarket(NewStore(), NewBars(), new CycleTrail(log)).RunAsync(new PlanMarket.Input(cycle, time.GetUtcNow()), Limit)).DatasetOf("CHANGING");
        var undisturbed = await EvaluateAsync(cycle, plan, "undisturbed");

        var updated = await NewStore().UpdateAsync("CHANGING", Timeframe.H4, Market.Crypto, origin, _ => all, cancellationToken: Limit);

        Assert.Equal((2, Bars + 500), (updated!.Version, updated.Dataset.Rows));
        Assert.Equal(undisturbed, await EvaluateAsync(cycle, plan, "disturbed"));

        // Revised bars are not those that the cycle recorded: it says so rather than compute with them.
        var other = SyntheticMarket.Generate("CHANGING", Timeframe.H4, Start, Bars, seed: 6);
        await NewStore().UpdateAsync("CHANGING", Timeframe.H4, Market.Crypto, origin, _ => other, cancellationToken: Limit);
        await Assert.ThrowsAsync<InvalidDataException>(() => EvaluateAsync(cycle, plan, "revised"));
    }

    // With a store of its own, as after a restart of the host: nothing is in memory.
    private async Task<string> EvaluateAsync(CycleInput cycle, DatasetPlan plan, string name)
    {
        var strategy = StrategyGenerator.Generate(new GenerationRequest(7, 60, [plan.Info.Symbol]))[0];
        var runs = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(RunStore.ContainerName);
        await runs.CreateIfNotExistsAsync(cancellationToken: Limit);
        var seal = new StrategySeal(ContentProtection.None);
        var task = new StrategyTask(
            cycle.Reference with { CycleId = $"{cycle.CycleId}-{name}" }, cycle.Settings, (await seal.SealAsync([strategy], Limit))[0], plan.Info);
        var outcome = await new EvaluateWindows(new WindowEvaluation(NewBars(), new FeatureCache(), seal), new RunStore(runs, ContentProtection.None))
            .RunAsync(new EvaluateWindows.Input(task, [.. plan.Windows.Take(1)]), Limit);
        return outcome.Sha256;
    }

    private EvaluationBars NewBars() => new(NewStore(), NullLogger<EvaluationBars>.Instance);

    private MarketDataStore NewStore() => new(new BlobServiceClient(azurite.ConnectionString), time);
}
