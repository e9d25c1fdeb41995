using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>Whether and when a failed run is repeated, as the function's retry attribute says.</summary>
internal sealed record RunRetry(int MaxRetryCount, TimeSpan First, TimeSpan Longest)
{
    /// <summary>Null without an attribute.</summary>
    public static RunRetry? Of(FunctionEntry function) => function.Method.GetCustomAttribute<RetryAttribute>() switch
    {
        FixedDelayRetryAttribute retry => new(retry.MaxRetryCount, Span(retry.DelayInterval), Span(retry.DelayInterval)),
        ExponentialBackoffRetryAttribute retry => new(retry.MaxRetryCount, Span(retry.MinimumInterval), Span(retry.MaximumInterval)),
        _ => null,
    };

    /// <summary>Doubles from retry to retry, up to the longest; null when no retry is left. Retries count from 1.</summary>
    public TimeSpan? DelayBefore(int retry)
    {
        if (MaxRetryCount >= 0 && retry > MaxRetryCount)
            return null;
        var ticks = First.Ticks * Math.Pow(2, retry - 1);
        return ticks < Longest.Ticks ? TimeSpan.FromTicks((long)ticks) : Longest;
    }

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
