using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Worker;

public class DurableTaskWorkerOptions
{
    private DataConverter dataConverter = JsonDataConverter.Default;

    /// <summary>Which versions of orchestrations this worker runs.</summary>
    public enum VersionMatchStrategy
    {
        None = 0,
        Strict = 1,
        CurrentOrOlder = 2,
    }

    /// <summary>What happens to an orchestration whose version does not match.</summary>
    public enum VersionFailureStrategy
    {
        Reject = 0,
        Fail = 1,
    }

    public DataConverter DataConverter
    {
        get => dataConverter;
        set
        {
            dataConverter = value ?? JsonDataConverter.Default;
            DataConverterExplicitlySet = value is not null;
        }
    }

    public bool EnableEntitySupport { get; set; }

    /// <summary>Longer timers are made of several of this length.</summary>
    public TimeSpan MaximumTimerInterval { get; set; } = TimeSpan.FromDays(3);

    public ConcurrencyOptions Concurrency { get; } = new();

    public VersioningOptions? Versioning
    {
        get;
        set
        {
            field = value;
            IsVersioningSet = value is not null;
        }
    }

    public bool IsVersioningSet { get; private set; }

    [Obsolete("Experimental")]
    public IOrchestrationFilter? OrchestrationFilter { get; set; }

    public LoggingOptions Logging { get; } = new();

    internal bool DataConverterExplicitlySet { get; private set; }

    internal void ApplyTo(DurableTaskWorkerOptions other)
    {
        other.DataConverter = DataConverter;
        other.MaximumTimerInterval = MaximumTimerInterval;
        other.EnableEntitySupport = EnableEntitySupport;
        other.Versioning = Versioning;
#pragma warning disable CS0618 // Experimental, yet copied like the rest.
        other.OrchestrationFilter = OrchestrationFilter;
#pragma warning restore CS0618
        other.Concurrency.MaximumConcurrentActivityWorkItems = Concurrency.MaximumConcurrentActivityWorkItems;
        other.Concurrency.MaximumConcurrentOrchestrationWorkItems = Concurrency.MaximumConcurrentOrchestrationWorkItems;
        other.Concurrency.MaximumConcurrentEntityWorkItems = Concurrency.MaximumConcurrentEntityWorkItems;
        other.Logging.UseLegacyCategories = Logging.UseLegacyCategories;
    }

    public class ConcurrencyOptions
    {
        public int MaximumConcurrentActivityWorkItems { get; set; } = 100 * Environment.ProcessorCount;

        public int MaximumConcurrentOrchestrationWorkItems { get; set; } = 100 * Environment.ProcessorCount;

        public int MaximumConcurrentEntityWorkItems { get; set; } = 100 * Environment.ProcessorCount;
    }

    public class VersioningOptions
    {
        public string Version { get; set; } = "";

        public string DefaultVersion { get; set; } = "";

        public VersionMatchStrategy MatchStrategy { get; set; } = VersionMatchStrategy.None;

        public VersionFailureStrategy FailureStrategy { get; set; } = VersionFailureStrategy.Reject;
    }

    public class LoggingOptions
    {
        /// <summary>Whether the category <c>Microsoft.DurableTask</c> is written to as well.</summary>
        public bool UseLegacyCategories { get; set; } = true;
    }
}
