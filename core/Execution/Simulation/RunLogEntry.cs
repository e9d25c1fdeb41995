namespace Serverless.Core.Execution.Simulation;

/// <summary>Something that a strategy had to say.</summary>
/// <param name="Bar">Index of the bar at whose close it was said.</param>
/// <param name="Time">UTC open time of that bar.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What was said.</param>
public sealed record RunLogEntry(int Bar, DateTime Time, RunLogSeverity Severity, string Message);
