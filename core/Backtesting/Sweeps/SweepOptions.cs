namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>How a sweep is run; none of it changes a figure.</summary>
public sealed record SweepOptions
{
    /// <summary>Largest number of threads, at least 1.</summary>
    public int Threads
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Threads), value, "A sweep needs at least one thread.");
    } = Environment.ProcessorCount;

    /// <summary>Whether rows keep their equity curves: eight bytes for each bar of each set.</summary>
    public bool KeepCurves { get; init; }

    /// <summary>Where finished rows are kept and taken from; null for nowhere. It holds no curves.</summary>
    public ISweepCheckpoint? Checkpoint { get; init; }

    /// <summary>Hears how far the sweep has come, from one thread at a time; null for nobody.</summary>
    public IProgress<SweepProgress>? Progress { get; init; }

    /// <summary>Measures the rate.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
