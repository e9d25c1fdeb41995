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

    /// <summary>The strategy at its defaults.</summary>
    public static RunStrategy Of(StrategyDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new RunStrategy(definition, definition.Defaults);
    }
}
