using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Serverless.Core.MarketData;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>The orchestrations on the engine, with an activity that a test scripts.</summary>
public sealed class UpdateMarketDataTests
{
    private static readonly DownloadTarget Good = new("binance", "GOOD", Timeframe.H4, null);
    private static readonly DownloadTarget Bad = new("binance", "BAD", Timeframe.H4, null);
    private static readonly DownloadTarget Long = new("kraken", "LONG", Timeframe.M1, null);

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    [Fact]
    public async Task Run_OneSourceRefuses_OthersAreStoredAndItsReasonStays()
    {
        var calls = new ConcurrentQueue<DownloadSeries.Input>();
        await using var host = await StartAsync(input =>
        {
            calls.Enqueue(input);
            return input.Target.Symbol == "BAD" ? throw new InvalidOperationException("binance, BAD H4: Invalid symbol. Check the symbol.") : Step(3, isComplete: true);
        });

        var (updates, done) = await RunAsync(host.Client, Bad, Good);

        Assert.Equal([Bad, Good], updates.Select(update => update.Target));
        Assert.Contains("Check the symbol", updates[0].Failure, StringComparison.Ordinal);
        Assert.Equal((3, null), (updates[1].Stored.Added, updates[1].Failure));
        Assert.Equal(2, done);
        Assert.Equal(2, calls.Count);
        Assert.Single(calls.Select(call => call.Until).Distinct());
    }

    [Fact]
    public async Task Run_ManySteps_GoOnUntilTheSourceHasNoMoreAndAddUp()
    {
        var steps = 0;
        await using var host = await StartAsync(_ => Step(10, isComplete: Interlocked.Increment(ref steps) == 4));

        var (updates, _) = await RunAsync(host.Client, Long);

        Assert.Equal((40, 8, true), (updates[0].Stored.Added, updates[0].Stored.Unchanged, updates[0].Stored.IsComplete));
    }

    [Fact]
    public async Task Run_FailsInTheMiddle_TellsWhatWasStoredBefore()
    {
        var steps = 0;
        await using var host = await StartAsync(_ => Interlocked.Increment(ref steps) == 3 ? throw new InvalidOperationException("gone") : Step(10, isComplete: false));

        var (updates, _) = await RunAsync(host.Client, Long);

        Assert.Equal((20, "gone"), (updates[0].Stored.Added, updates[0].Failure));
    }

    [Fact]
    public void DownloadRetries_FollowWhatMayPass()
    {
        var policy = Retries.Download.Retry!.Policy!;

        Assert.Equal((5, TimeSpan.FromSeconds(30), 4.0), (policy.MaxNumberOfAttempts, policy.FirstRetryInterval, policy.BackoffCoefficient));
        Assert.True(Retries.MayPass(TaskFailureDetails.FromException(new DownloadException("busy", isTransient: true))));
        Assert.False(Retries.MayPass(TaskFailureDetails.FromException(new InvalidOperationException("wrong symbol"))));
    }

    private static DownloadStep Step(int added, bool isComplete) => new(added, 0, 2, 0, 0, null, isComplete);

    private static Task<DurableTaskTestHost> StartAsync(Func<DownloadSeries.Input, DownloadStep> download) => DurableTaskTestHost.StartAsync(
        tasks => tasks
            .AddOrchestratorFunc<UpdateMarketData.Input, IReadOnlyList<SeriesUpdate>>(nameof(UpdateMarketData), UpdateMarketData.RunAsync)
            .AddOrchestratorFunc<UpdateSeries.Input, SeriesUpdate>(nameof(UpdateSeries), UpdateSeries.RunAsync)
            .AddActivityFunc<DownloadSeries.Input, DownloadStep>(nameof(DownloadSeries), (_, input) => download(input)),
        cancellationToken: Limit);

    private static async Task<(IReadOnlyList<SeriesUpdate> Updates, int Done)> RunAsync(DurableTaskClient client, params DownloadTarget[] targets)
    {
        var id = await client.ScheduleNewOrchestrationInstanceAsync(nameof(UpdateMarketData), new UpdateMarketData.Input("tests", targets), Limit);
        var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Limit);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        return (ended.ReadOutputAs<IReadOnlyList<SeriesUpdate>>()!, ended.ReadCustomStatusAs<int>());
    }
}
