using System.Collections.Immutable;
using Serverless.Core.MarketData;

namespace Serverless.Functions.Orchestrations;

/// <summary>What an optimisation works on.</summary>
/// <param name="Dataset">The bars.</param>
/// <param name="BarCount">Bars that a trial on all of the data runs over.</param>
/// <param name="Seeds">Parameter sets to begin with; may be empty.</param>
public sealed record OptimizationPlan(DatasetInfo Dataset, int BarCount, IReadOnlyList<ImmutableSortedDictionary<string, double>> Seeds);
