using Serverless.Core.Execution.Simulation;

namespace Serverless.Core.Strategies;

/// <summary>
/// Writes into the log of the run, with bar and time. The first thousand entries of a run are kept, the rest is counted. Costs nothing
/// where it is not used.
/// </summary>
public readonly ref struct BarLog
{
    private readonly RunLog log;
    private readonly int bar;
    private readonly long ticks;

    internal BarLog(RunLog log, int bar, long ticks) => (this.log, this.bar, this.ticks) = (log, bar, ticks);

    /// <summary>For the record.</summary>
    public void Info(string message) => log.Add(bar, ticks, RunLogSeverity.Info, message);

    /// <summary>Something to look at.</summary>
    public void Warn(string message) => log.Add(bar, ticks, RunLogSeverity.Warning, message);

    /// <summary>Something went wrong; the run goes on.</summary>
    public void Error(string message) => log.Add(bar, ticks, RunLogSeverity.Error, message);
}
