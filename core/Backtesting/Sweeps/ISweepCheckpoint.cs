namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>Keeps finished rows of one <see cref="SweepPlan.Key"/>, so that a sweep that was stopped goes on where it was.</summary>
public interface ISweepCheckpoint
{
    /// <summary>Rows of earlier attempts, in any order; their curves are not kept.</summary>
    IReadOnlyList<SweepRow> Finished { get; }

    /// <summary>Keeps a row before it is counted as done. Called by one thread at a time.</summary>
    void Add(SweepRow row);
}
