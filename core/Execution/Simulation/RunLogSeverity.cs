namespace Serverless.Core.Execution.Simulation;

/// <summary>How much an entry of a run's log matters.</summary>
public enum RunLogSeverity
{
    /// <summary>For the record.</summary>
    Info,

    /// <summary>Something to look at.</summary>
    Warning,

    /// <summary>Something went wrong; the run goes on.</summary>
    Error,
}
