using System.Collections.Immutable;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>A strategy of a run.</summary>
/// <param name="Definition">The strategy.</param>
/// <param name="Parameters">All of its parameters.</param>
public sealed record RunStrategy(StrategyDefinition Definition, StrategyParameters Parameters)
{
    /// <summary>Symbol that it trades; null for every symbol of the run.</summary>
    public string? Symbol { get; init; }

    /// <summary>
    /// Share of the equity that its sizes are taken from, above 0, in equal parts for its symbols; the budgets of a run may add up to more than 1.
    /// </summary>
    public double Budget { get; init; } = 1;

    /// <summary>By parameter, the values that sweeps and optimisations try; a backtest does not look at them.</summary>
    public ImmutableSortedDictionary<string, ParameterDistribution> Search { get; init; } = ImmutableSortedDictionary.Create<string, ParameterDistribution>(StringComparer.Ordinal);

    /// <summary>The strategy at its defaults.</summary>
    public static RunStrategy Of(StrategyDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new RunStrategy(definition, definition.Defaults);
    }

    /// <summary>Equal when all values are.</summary>
    public bool Equals(RunStrategy? other) => other is not null && Values.Equals(other.Values) && Search.SequenceEqual(other.Search);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.GetHashCode();

    private (StrategyDefinition Definition, StrategyParameters Parameters, string? Symbol, double Budget) Values => (Definition, Parameters, Symbol, Budget);
}
