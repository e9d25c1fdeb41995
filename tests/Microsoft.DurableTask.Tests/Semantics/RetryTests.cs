using Microsoft.DurableTask.Embedded.Orchestration;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests.Semantics;

public sealed class RetryTests
{
    [Theory]
    [InlineData(0, 1, 1.0, null, null)]
    [InlineData(1, 0, 1.0, null, null)]
    [InlineData(1, 1, 0.9, null, null)]
    [InlineData(1, 2, 1.0, 1, null)]
    [InlineData(1, 2, 1.0, null, 1)]
    public void RetryPolicy_OutOfRange_Throws(int attempts, int first, double coefficient, int? max, int? timeout)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(
            attempts, TimeSpan.FromSeconds(first), coefficient, Seconds(max), Seconds(timeout)));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 6)]
    [InlineData(3, 18)]
    [InlineData(4, 30)]
    [InlineData(60, 30)]
    public void DelayAfter_Attempt_GrowsToTheMaximum(int attempt, int seconds)
        => Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            Retry.DelayAfter(new(100, TimeSpan.FromSeconds(2), 3, TimeSpan.FromSeconds(30)), attempt));

    [Fact]
    public async Task Policy_ActivityFailsTwice_SucceedsAtTheThirdAttemptAfterBothDelays()
    {
        var attempts = 0;
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<double>("Retry", async context =>
            {
                var begun = context.CurrentUtcDateTime;
                await context.CallActivityAsync("Flaky", TaskOptions.FromRetryPolicy(new(5, TimeSpan.FromMilliseconds(10), 2)));
                return (context.CurrentUtcDateTime - begun).TotalMilliseconds;
            })
            .AddActivityFunc("Flaky", _ =>
            {
                if (Interlocked.Increment(ref attempts) < 3)
                    throw new TimeoutException();
            }));
        Assert.InRange((await engine.RunAsync("Retry")).ReadOutputAs<double>(), 30, double.MaxValue);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Policy_AttemptsUsedUp_ThrowsTheLastFailure()
    {
        var (end, attempts) = await RunFailingAsync(TaskOptions.FromRetryPolicy(new(3, TimeSpan.FromMilliseconds(1))));
        Assert.Equal("attempt 3", end.FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Policy_HandleFailureSaysNo_DoesNotRetry()
    {
        var policy = new RetryPolicy(3, TimeSpan.FromMilliseconds(1)) { HandleFailure = details => details.IsCausedBy<FormatException>() };
        Assert.Equal(1, (await RunFailingAsync(TaskOptions.FromRetryPolicy(policy))).Attempts);
    }

    [Fact]
    public async Task Policy_HandleThrows_DoesNotRetry()
    {
        var policy = new RetryPolicy(3, TimeSpan.FromMilliseconds(1)) { HandleFailure = _ => throw new FormatException() };
        Assert.Equal(1, (await RunFailingAsync(TaskOptions.FromRetryPolicy(policy))).Attempts);
    }

    [Fact]
    public async Task Handler_CountsAttemptsFromOne_AndDecides()
    {
        var seen = new List<int>();
        var (_, attempts) = await RunFailingAsync(TaskOptions.FromRetryHandler(context =>
        {
            seen.Add(context.LastAttemptNumber);
            return context.LastAttemptNumber < 4 && context.LastFailure.IsCausedBy<TimeoutException>();
        }));
        Assert.Equal(4, attempts);
        Assert.Equal([1, 2, 3, 4], seen);
    }

    [Fact]
    public async Task Policy_ActivityNotRegistered_IsNotRetried()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc(
            "Retry", context => context.CallActivityAsync("Nobody", TaskOptions.FromRetryPolicy(new(10, TimeSpan.FromHours(1))))));
        Assert.Equal("ActivityTaskNotFound", (await engine.RunAsync("Retry")).FailureDetails!.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task Policy_SubOrchestration_IsRetried()
    {
        var attempts = 0;
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int>("Parent", context => context.CallSubOrchestratorAsync<int>(
                "Child", TaskOptions.FromRetryPolicy(new(3, TimeSpan.FromMilliseconds(1)))))
            .AddOrchestratorFunc<int>("Child", _ => ++attempts < 3 ? throw new TimeoutException() : attempts));
        Assert.Equal(3, (await engine.RunAsync("Parent")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallActivity_OptionsInTheInputSlot_ThrowsArgumentException()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Wrong", context => context.CallActivityAsync<int>("X", (object)new TaskOptions(), null)));
        Assert.Equal(typeof(ArgumentException).FullName, (await engine.RunAsync("Wrong")).FailureDetails!.ErrorType);
    }

    private static TimeSpan? Seconds(int? value) => value is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static async Task<(Client.OrchestrationMetadata End, int Attempts)> RunFailingAsync(TaskOptions options)
    {
        var attempts = 0;
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Retry", context => context.CallActivityAsync("Failing", options))
            .AddActivityFunc("Failing", _ => throw new TimeoutException($"attempt {Interlocked.Increment(ref attempts)}")));
        return (await engine.RunAsync("Retry"), attempts);
    }
}
