using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Orchestrations;

/// <summary>What somebody decided about what another asked for.</summary>
/// <param name="Approved">Whether it may be done.</param>
/// <param name="Author">Who decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record ApprovalDecision(bool Approved, TransitionAuthor Author, string Reason, DateTimeOffset At);
