using System.Collections.Immutable;

namespace Serverless.Core.Validation.Overfitting;

/// <summary>How one set of parameters performed.</summary>
/// <param name="Parameters">The set.</param>
/// <param name="Score">Its performance, higher is better, for example a Sharpe ratio; null where it is undefined or the run failed.</param>
public sealed record ParameterScore(ImmutableSortedDictionary<string, double> Parameters, double? Score);
