using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Serverless.Functions.Activities;
using Serverless.Functions.Api;
using Serverless.Functions.Entities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Backtests;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>The orchestration on the engine, with activities that a test scripts.</summary>
public sealed class RunBacktestTests
{
    private static readonly BacktestInput Input = new(
        "backtest-1",
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        "tests",
        new BacktestOrder(BacktestKind.Run, "sma-cross on X", "default", "{}", "config", [], "1.0"));

    private readonly ConcurrentQueue<string> steps = [];

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    [Fact]
    public async Task Run_Undisturbed_OpensExecutesPublishesAndTellsTheStepsThatAreDone()
    {
        var release = new TaskCompletionSource();
        await using var host = await StartAsync(async _ =>
        {
            await release.Task.WaitAsync(Limit);
            return Result;
        });
        await ScheduleAsync(host.Client);
        var reader = new BacktestReader(TimeProvider.System);
        await WaitForStepAsync(host.Client, "Running");
        var told = new BacktestProgressState { StartedAt = DateTimeOffset.UnixEpoch, Share = 0.25 };
        await host.Client.Entities.SignalEntityAsync(BacktestProgress.IdOf(Input.BacktestId), nameof(BacktestProgress.Tell), told, cancellation: Limit);
        var running = await WaitForShareAsync(reader, host.Client);
        release.SetResult();
        await EndAsync(host.Client);
        var ended = (await reader.FindAsync(host.Client, Input.BacktestId, Limit))!;

        Assert.Equal(("Running", 0.25), (running.Step, running.Share));
        Assert.True(running.EtaSeconds > 0);
        Assert.Null(running.Links.Result);
        Assert.Equal(("Completed", null, 1, null), (ended.Status, ended.Step, ended.Share, ended.EtaSeconds));
        Assert.Equal("/api/v1/backtests/backtest-1/tables/equity", ended.Links.Tables!["equity"]);
        Assert.Equal(["open", "publish run-1"], steps);
        Assert.Null(await reader.FindAsync(host.Client, "@marketregime@market", Limit));
    }

    [Fact]
    public async Task Run_NoBarInRange_IsRecordedOnceAndFails()
    {
        var calls = 0;
        await using var host = await StartAsync(_ => Interlocked.Increment(ref calls) > 0 ? throw new ArgumentException("no bar lies between start and end") : Task.FromResult(Result));
        await ScheduleAsync(host.Client);

        var ended = await EndAsync(host.Client);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal(["open", "failed: no bar lies between start and end"], steps);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Run_StorageAwayAtFirst_IsTriedAgain()
    {
        var calls = 0;
        await using var host = await StartAsync(_ => Interlocked.Increment(ref calls) == 1 ? throw new IOException("away") : Task.FromResult(Result));
        await ScheduleAsync(host.Client);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await EndAsync(host.Client)).RuntimeStatus);
        Assert.Equal(["open", "publish run-1"], steps);
    }

    [Fact]
    public void Step_OfAnotherStart_HasAnotherName() =>
        Assert.NotEqual(Input.Step("started"), (Input with { RequestedAt = Input.RequestedAt.AddMilliseconds(1) }).Step("started"));

    private static BacktestResult Result => new("run-1", "hash", "summary", ["equity"], Failure: null);

    private Task<DurableTaskTestHost> StartAsync(Func<BacktestInput, Task<BacktestResult>> execute) => DurableTaskTestHost.StartAsync(
        tasks => tasks
            .AddOrchestratorFunc<BacktestInput, BacktestOutcome>(nameof(RunBacktest), RunBacktest.RunAsync)
            .AddActivityFunc<BacktestInput, bool>(nameof(OpenBacktest), (_, _) => Note("open"))
            .AddActivityFunc<BacktestInput, BacktestResult>(nameof(ExecuteBacktest), (_, input) => execute(input))
            .AddActivityFunc<PublishBacktest.Input, BacktestOutcome>(nameof(PublishBacktest), (_, input) =>
            {
                Note($"publish {input.Result.RunId}");
                return new BacktestOutcome(input.Result, 7, "entry");
            })
            .AddEntity<BacktestProgress>(nameof(BacktestProgress))
            .AddActivityFunc<FailBacktest.Input, bool>(nameof(FailBacktest), (_, input) => Note($"failed: {input.Message}")),
        cancellationToken: Limit);

    private bool Note(string step)
    {
        steps.Enqueue(step);
        return true;
    }

    private static Task<string> ScheduleAsync(DurableTaskClient client) =>
        client.ScheduleNewOrchestrationInstanceAsync(nameof(RunBacktest), Input, new StartOrchestrationOptions(Input.BacktestId), Limit);

    private static Task<OrchestrationMetadata> EndAsync(DurableTaskClient client) =>
        client.WaitForInstanceCompletionAsync(Input.BacktestId, getInputsAndOutputs: true, Limit);

    private static async Task<BacktestResource> WaitForShareAsync(BacktestReader reader, DurableTaskClient client)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            if (await reader.FindAsync(client, Input.BacktestId, Limit) is { Share: > 0 } found)
                return found;
            await tick.WaitForNextTickAsync(Limit);
        }
    }

    private static async Task WaitForStepAsync(DurableTaskClient client, string step)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while ((await client.GetInstanceAsync(Input.BacktestId, getInputsAndOutputs: true, Limit))?.ReadCustomStatusAs<string>() != step)
            await tick.WaitForNextTickAsync(Limit);
    }
}
