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
        HandleFailure = MayPass,
    });

    /// <summary>For steps that call a vendor, which have been patient for minutes themselves: about three quarters of an hour in all.</summary>
    public static TaskOptions Download { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 5,
        firstRetryInterval: TimeSpan.FromSeconds(30),
        backoffCoefficient: 4)
    {
        HandleFailure = MayPass,
    });

    /// <summary>For steps whose cause is not seen again: about five hours in all.</summary>
    public static TaskOptions Lasting { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 40,
        firstRetryInterval: TimeSpan.FromSeconds(2),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(10))
    {
        HandleFailure = MayPass,
    });

    /// <summary>Whether a failed step may succeed another time.</summary>
    public static bool MayPass(TaskFailureDetails failure) =>
        !failure.IsCausedBy<ArgumentException>() && !failure.IsCausedBy<InvalidOperationException>();
}
