namespace Serverless.Core.Optimization.Objectives;

/// <summary>What an objective says of a run.</summary>
/// <param name="Value">The figure to be maximised; null when the run is rejected.</param>
/// <param name="Reason">Why it is rejected, or what reduced its value; null when neither.</param>
public sealed record Verdict(double? Value, string? Reason);
