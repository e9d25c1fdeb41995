using System.Collections.Immutable;

namespace Serverless.Core.Optimization.Trials;

/// <summary>What an optimisation found out.</summary>
/// <param name="Settings">What was searched and how.</param>
/// <param name="Trials">All trials, in the order in which they were proposed.</param>
/// <param name="Best">Number of the trial with the largest objective on all of the data; null when there is none.</param>
/// <param name="OutOfSample">The same set on the bars that the search has not seen; null without such bars.</param>
/// <param name="Multiplicity">How often luck had a chance.</param>
public sealed record OptimizationResult(
    OptimizationSettings Settings, ImmutableList<Trial> Trials, int? Best, Trial? OutOfSample, TrialMultiplicity Multiplicity)
{
    /// <summary>The trials.</summary>
    public TrialLog ToLog() => new(Trials);
}
