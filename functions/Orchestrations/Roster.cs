using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Orchestrations;

/// <summary>Whom a cycle decides about, and by which thresholds.</summary>
/// <param name="Policy">The thresholds in force.</param>
/// <param name="Strategies">Those in the top of the scorecard, and those on their way.</param>
public sealed record Roster(LifecyclePolicy Policy, IReadOnlyList<RosterEntry> Strategies);
