using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Embedded;

/// <summary>Settings of the embedded engine that the vendor's options do not have.</summary>
internal sealed class EmbeddedEngineOptions
{
    /// <summary>Names the task hub in messages and locks; one journal folder holds one hub.</summary>
    public string HubName { get; set; } = "TestHubName";

    /// <summary>The folder of the journal; null keeps everything in memory.</summary>
    public string? JournalFolder { get; set; }

    /// <summary>Whether a step is on the disk, and not only with the operating system, before it is acknowledged.</summary>
    public bool FlushToDisk { get; set; } = true;

    /// <summary>A segment of the journal that has grown to this size is followed by a new one.</summary>
    public long SegmentBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>With more segments than this, and than twice of what is alive, the oldest are cleaned up.</summary>
    public int MaxSegments { get; set; } = 4;

    /// <summary>Of more finished orchestrations than this, the oldest keep their histories and payloads on disk only.</summary>
    public int MaxFinishedInMemory { get; set; } = 1000;

    /// <summary>After what time finished orchestrations of a status are purged; a status that is not here is kept forever.</summary>
    public Dictionary<OrchestrationRuntimeStatus, TimeSpan> Retention { get; } = [];

    /// <summary>Stands in for the folder on disk.</summary>
    public Func<Journal.IJournalFolder>? OpenFolder { get; set; }

    /// <summary>How many orchestrators stay in memory between their episodes; with 0 each episode is a replay.</summary>
    public int MaxOrchestratorsInMemory { get; set; } = 10_000;

    public EngineSemantics Semantics { get; set; } = EngineSemantics.Functions;

    /// <summary>Whether raising an event to a missing or finished instance throws; null follows <see cref="Semantics"/>.</summary>
    public bool? ThrowStatusExceptionsOnRaiseEvent { get; set; }

    /// <summary>Null takes the worker's concurrency options.</summary>
    public int? MaxConcurrentActivities { get; set; }

    /// <summary>How many executions of an activity may be under way at once, by its name; the others are not limited.</summary>
    public Dictionary<string, int> ActivityLimits { get; } = new(StringComparer.OrdinalIgnoreCase);

    public int? MaxConcurrentOrchestrators { get; set; }

    public int? MaxConcurrentEntities { get; set; }

    /// <summary>The most operations of one entity that are committed as one step.</summary>
    public int MaxEntityOperationBatchSize { get; set; } = 5000;

    /// <summary>Whether an operation that throws leaves neither state nor messages behind.</summary>
    public bool RollbackEntityOperationsOnExceptions { get; set; } = true;

    /// <summary>What orchestrators see as <see cref="TaskOrchestrationContext.Properties"/>.</summary>
    public Dictionary<string, object?> Properties { get; } = [];
}
