namespace Serverless.Core.Validation.Bootstrap;

/// <summary>How many replications, and from which seed.</summary>
public sealed record BootstrapSettings
{
    /// <summary>Number of replications; at least 1.</summary>
    public int Replications { get; init => field = AtLeastOne(value, nameof(Replications)); } = 10_000;

    /// <summary>Seed; replication i draws from <c>new SeededRandom(Seed).Fork(i)</c>, whatever runs in parallel.</summary>
    public long Seed { get; init; }

    /// <summary>Replications that run at the same time; at least 1. It never changes a result.</summary>
    public int Parallelism { get; init => field = AtLeastOne(value, nameof(Parallelism)); } = Environment.ProcessorCount;

    private static int AtLeastOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");
}
