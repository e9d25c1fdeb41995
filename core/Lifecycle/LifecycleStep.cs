using System.Diagnostics.CodeAnalysis;

namespace Serverless.Core.Lifecycle;

/// <summary>What a trigger leads to: a new standing, or a refusal that says why and what to do.</summary>
/// <param name="Next">The new standing; null when refused.</param>
/// <param name="Refusal">Why nothing changes, to be read after the strategy's id; null when accepted.</param>
public sealed record LifecycleStep(LifecycleStanding? Next, string? Refusal)
{
    /// <summary>Whether something changes.</summary>
    [MemberNotNullWhen(true, nameof(Next))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Next is not null;
}
