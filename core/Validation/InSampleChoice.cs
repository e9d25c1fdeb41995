using System.Collections.Immutable;

namespace Serverless.Core.Validation;

/// <summary>
/// Chooses parameters on a training part: from neighbours, by an optimiser, or as one likes. A function of the problem alone, so that a
/// window gives the same result in any batch.
/// </summary>
/// <param name="problem">The training part.</param>
/// <returns>Parameters that <see cref="Strategies.StrategyTemplate.FindProblem"/> accepts; others fail the window.</returns>
public delegate ImmutableSortedDictionary<string, double> InSampleChoice(InSampleProblem problem);
