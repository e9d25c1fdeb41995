namespace Microsoft.DurableTask.Embedded;

/// <summary>What the host may pass on to an activity beyond the vendor's context.</summary>
internal abstract class EmbeddedActivityContext : TaskActivityContext
{
    /// <summary>Fires when the orchestration is terminated and when the host begins to stop.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>The same for every execution of one scheduled call, unique across calls.</summary>
    public abstract string IdempotencyKey { get; }

    public abstract int TaskId { get; }
}
