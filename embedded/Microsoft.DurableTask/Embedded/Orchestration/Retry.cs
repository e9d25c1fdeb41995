namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>Decides whether a failed call is made again, after the delay that its policy asks for.</summary>
internal static class Retry
{
    /// <summary>Failures that another attempt cannot mend: nobody registered the task.</summary>
    private static readonly string[] NotRetriable = [TaskNotFound.Activity, TaskNotFound.Orchestrator];

    public static async Task<bool> ShouldTryAgainAsync(
        TaskOrchestrationContext context, TaskRetryOptions? options, TaskFailedException failure, int attempt, DateTime begun)
    {
        if (options is null || NotRetriable.Contains(failure.FailureDetails.ErrorType))
            return false;
        if (options.Handler is { } handler)
            return await handler(new(context, attempt, failure.FailureDetails, context.CurrentUtcDateTime - begun, CancellationToken.None));
        var policy = options.Policy!;
        if (attempt >= policy.MaxNumberOfAttempts
            || (policy.RetryTimeout != Timeout.InfiniteTimeSpan && Elapsed(context, begun) >= policy.RetryTimeout)
            || !Handles(policy, failure))
        {
            return false;
        }

        var delay = DelayAfter(policy, attempt);
        var now = context.CurrentUtcDateTime;
        await context.CreateTimer(delay < DateTime.MaxValue - now ? now + delay : DateTime.MaxValue, CancellationToken.None);
        return true;
    }

    /// <param name="attempt">The attempt that failed, from 1.</param>
    public static TimeSpan DelayAfter(RetryPolicy policy, int attempt)
    {
        var ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return ticks < longest.Ticks ? TimeSpan.FromTicks((long)ticks) : longest;
    }

    private static TimeSpan Elapsed(TaskOrchestrationContext context, DateTime begun) => context.CurrentUtcDateTime - begun;

    /// <summary>A predicate that throws means no.</summary>
    private static bool Handles(RetryPolicy policy, TaskFailedException failure)
    {
        try
        {
            return policy.Handle(failure);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }
}
