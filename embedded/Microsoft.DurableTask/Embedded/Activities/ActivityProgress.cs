namespace Microsoft.DurableTask.Embedded.Activities;

/// <summary>Where a scheduled activity is: running, or in a queue.</summary>
internal readonly record struct ActivityProgress
{
    public DateTime? RunningSince { get; init; }

    /// <summary>From 1.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>The named limit whose queue that is; null for the queue of all activities.</summary>
    public int? ConcurrencyLimit { get; init; }
}
