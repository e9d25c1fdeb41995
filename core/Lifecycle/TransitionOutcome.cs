namespace Serverless.Core.Lifecycle;

/// <summary>What became of a request.</summary>
/// <param name="Deployment">The strategy afterwards, changed or not.</param>
/// <param name="Refusal">The rule that stood against it; null when it was done, now or under the same operation id before.</param>
/// <param name="Message">The refusal in words, with what to do; null when it was done.</param>
public sealed record TransitionOutcome(Deployment Deployment, TransitionRefusal? Refusal = null, string? Message = null)
{
    /// <summary>Whether it was done.</summary>
    public bool IsDone => Refusal is null;
}
