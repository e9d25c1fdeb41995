using Microsoft.Extensions.Options;
using Serverless.Functions.Activities;
using Serverless.Functions.Api;
using Serverless.Functions.Hosting;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Lifecycle;

/// <summary>Strategies that are on their way are evaluated again, besides the new ones.</summary>
public sealed class TrackedStrategiesTests(AzuriteFixture azurite)
{
    private readonly ManualTimeProvider time = new(new DateTimeOffset(2026, 1, 10, 1, 0, 0, TimeSpan.Zero));

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task Generate_WithTracked_EvaluatesThemOnceBesidesSixtyOthers()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var starter = new CycleStarter(Options.Create(new EvaluationOptions { Seed = 8 }), time);
        var cycle = starter.Prepare(new StartCycleRequest(Promote: true), "tests", idempotencyKey: null);
        Assert.True(cycle.Promotes);
        var generate = new GenerateStrategies(storage.NewTrail(), storage.Strategies, storage.Scorecards, storage.Runs, storage.Seal);
        var tracked = await storage.Seal.SealAsync(storage.Configurations.Take(3), Limit);
        var input = new GenerateStrategies.Input(cycle, [storage.Symbol], new string('a', 64), time.GetUtcNow(), tracked);

        var strategies = await generate.RunAsync(input, Limit);
        var again = await generate.RunAsync(input, Limit);

        Assert.Equal(strategies, again);
        Assert.Equal(tracked, strategies.Take(3));
        Assert.Equal(storage.Configurations.Take(3), await storage.Seal.OpenAsync(strategies.Take(3), Limit));
        Assert.Equal(strategies.Count, strategies.Select(one => one.Id).Distinct().Count());
        Assert.InRange(strategies.Count, 60, 63);
        var trail = await storage.ReadTrailAsync(Limit);
        Assert.Equal(3, trail.Count(entry => entry.Action == "strategy.kept"));
        Assert.Equal(strategies.Count - 3, trail.Count(entry => entry.Action == "strategy.generated"));
    }
}
