using Serverless.Core.Regimes;

namespace Serverless.Functions.Orchestrations;

/// <summary>What a check of the regimes found.</summary>
/// <param name="Changes">What holds now and did not at the check before.</param>
/// <param name="Reevaluation">The cycle that answers them; null without changes, or before the first completed cycle.</param>
public sealed record RegimeCheckOutcome(IReadOnlyList<RegimeChange> Changes, string? Reevaluation);
