using Microsoft.DurableTask;

namespace Serverless.Functions.Orchestrations;

/// <summary>How often failing steps are tried again.</summary>
internal static class Retries
{
    /// <summary>For steps that touch storage: about a minute in all, long enough for a failover, not for a wrong input.</summary>
    public static TaskOptions Storage { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 5,
        firstRetryInterval: TimeSpan.FromSeconds(2),
        backoffCoefficient: 2)
    {
        HandleFailure = failure => !failure.IsCausedBy<ArgumentException>() && !failure.IsCausedBy<InvalidOperationException>(),
    });
}
