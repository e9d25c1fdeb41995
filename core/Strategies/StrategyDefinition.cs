using System.Collections.Immutable;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies;

/// <summary>A strategy that can be configured and run. Immutable; what a run changes are the fields of the strategy that it makes.</summary>
/// <param name="schema">What it is, and what it asks for.</param>
public abstract class StrategyDefinition(StrategySchema schema)
{
    /// <summary>What it is, and what it asks for.</summary>
    public StrategySchema Schema { get; } = schema;

    /// <summary>All inputs at their defaults.</summary>
    public StrategyParameters Defaults => Resolve(ImmutableSortedDictionary<string, double>.Empty);

    /// <summary>What is wrong with values that are right one by one, for example <c>fast must be below slow</c>; null when nothing is.</summary>
    public virtual string? FindProblem(StrategyParameters parameters) => null;

    /// <summary>Makes a strategy for one run and hands it over: <c>runner.Run(new Rule(parameters))</c>.</summary>
    /// <param name="indicators">Columns of the run's series. A strategy that places orders asks for its own in
    /// <see cref="IBarStrategy.OnInit"/>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="runner">Runs it.</param>
    public abstract void Run<TRunner>(IndicatorSet indicators, StrategyParameters parameters, ref TRunner runner)
        where TRunner : struct, IStrategyRunner;

    /// <summary>Parameters with these values, and defaults for the rest.</summary>
    /// <exception cref="ArgumentException">A name is unknown, a value out of range, or the values do not go together; the message says
    /// which and what is allowed.</exception>
    public StrategyParameters Resolve(IReadOnlyDictionary<string, double> values)
    {
        var parameters = Schema.Resolve(values);
        return FindProblem(parameters) is { } problem ? throw new ArgumentException($"{Schema.Name}: {problem}.", nameof(values)) : parameters;
    }
}
