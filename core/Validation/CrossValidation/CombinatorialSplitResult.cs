using System.Collections.Immutable;

namespace Serverless.Core.Validation.CrossValidation;

/// <summary>One split of a combinatorial evaluation.</summary>
/// <param name="TestGroups">Groups tested, ascending.</param>
/// <param name="Parameters">The candidate with the highest Sharpe ratio on the training part, the first of equals.</param>
/// <param name="InSample">Its annualised Sharpe ratio there; null when undefined.</param>
/// <param name="OutOfSample">Its annualised Sharpe ratio on the test groups; null when undefined.</param>
public sealed record CombinatorialSplitResult(
    IReadOnlyList<int> TestGroups, ImmutableSortedDictionary<string, double> Parameters, double? InSample, double? OutOfSample);
