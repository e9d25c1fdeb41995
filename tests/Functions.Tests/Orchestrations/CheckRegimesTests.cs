using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Serverless.Core.Regimes;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;
using Serverless.Functions.Orchestrations;
using Serverless.Functions.Tests.Entities;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>The orchestration and its entities on the engine, with regimes that a test scripts.</summary>
public sealed class CheckRegimesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
    private readonly ConcurrentQueue<StartReevaluation.Input> reevaluations = [];
    private ClassifiedRegimes regimes = Regimes(0, EquityRegime.Bull, 0.5);
    private int failures;
    private DurableTaskTestHost host = null!;

    public async ValueTask InitializeAsync() => host = await DurableTaskTestHost.StartAsync(
        tasks => tasks
            .AddOrchestratorFunc<CheckRegimes.Input, RegimeCheckOutcome>(nameof(CheckRegimes), CheckRegimes.RunAsync)
            .AddActivityFunc<ClassifyRegimes.Input, ClassifiedRegimes>(nameof(ClassifyRegimes), (_, _) => regimes)
            .AddActivityFunc<StartReevaluation.Input, string?>(nameof(StartReevaluation), (_, input) => Start(input))
            .AddEntity<MarketRegime>(nameof(MarketRegime))
            .AddEntity<Regime>(nameof(Regime)),
        cancellationToken: limit.Token);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Run_FirstCheckAndOneOfTheSame_ChangeNothing()
    {
        Assert.Empty((await CheckAsync("a")).Changes);
        regimes = Regimes(1, EquityRegime.Bull, 0.5);

        Assert.Equal((0, null), await CheckAsync("b") is var same ? (same.Changes.Count, same.Reevaluation) : default);
        Assert.Empty(reevaluations);
    }

    [Fact]
    public async Task Run_MarketAndSymbolChanged_StartOneReevaluationThatNamesBoth()
    {
        await CheckAsync("a");
        regimes = Regimes(1, EquityRegime.Bear, 0.7);

        var outcome = await CheckAsync("b");

        Assert.Equal("cycle of b", outcome.Reevaluation);
        Assert.Equal(["equity", "X"], outcome.Changes.Select(change => change.Subject));
        Assert.Equal(outcome.Changes, Assert.Single(reevaluations).Changes);
        Assert.Null((await CheckAsync("c")).Reevaluation);
    }

    [Fact]
    public async Task Run_SeveralChecksAtOnce_OneOfThemAnswersTheChange()
    {
        await CheckAsync("a");
        regimes = Regimes(1, EquityRegime.Bear, 0.5);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(check => CheckAsync($"at-once-{check}")));

        Assert.Single(outcomes, outcome => outcome.Reevaluation is not null);
        Assert.Single(reevaluations);
    }

    [Fact]
    public async Task Run_AnswerFailsAtFirst_IsTriedAgainWithTheSameChanges()
    {
        await CheckAsync("a");
        (regimes, failures) = (Regimes(1, EquityRegime.Bear, 0.5), 1);

        Assert.Equal("cycle of b", (await CheckAsync("b")).Reevaluation);
        Assert.Equal("equity", Assert.Single(Assert.Single(reevaluations).Changes).Subject);
    }

    private string Start(StartReevaluation.Input input)
    {
        if (Interlocked.Decrement(ref failures) >= 0)
            throw new IOException("Storage is away.");
        reevaluations.Enqueue(input);
        return $"cycle of {input.Check.CycleId}";
    }

    private async Task<RegimeCheckOutcome> CheckAsync(string id)
    {
        var input = new CheckRegimes.Input(id, "tests", "none");
        await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(CheckRegimes), input, new StartOrchestrationOptions(id), limit.Token);
        var ended = await host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
        Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, ended.FailureDetails?.ToString());
        return ended.ReadOutputAs<RegimeCheckOutcome>()!;
    }

    private static ClassifiedRegimes Regimes(int day, EquityRegime equity, double volatility) => new(
        MarketRegimeMemoryTests.At(day, equity),
        [new RegimeSnapshot("X", Day.AddDays(day), volatility, 0.3, 0.5, 0.7, VolatilityRegime.Normal, Stale: false)],
        "data");
}
