using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Orchestrations;

/// <summary>One strategy that a cycle decides about.</summary>
/// <param name="Deployment">Where it stands, without its changes.</param>
/// <param name="InTop">Whether it is in the top of the scorecard; null when it has no rank.</param>
/// <param name="Streak">Its streak, this cycle included; null until that is known.</param>
public sealed record RosterEntry(Deployment Deployment, bool? InTop, StreakState? Streak = null);
