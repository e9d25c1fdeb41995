using System.Collections.Immutable;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies;

/// <summary>A trading rule with open parameters. Immutable and stateless.</summary>
public abstract class StrategyTemplate
{
    /// <summary>Describes a template.</summary>
    /// <param name="name">Unique name in kebab case; part of configuration ids.</param>
    /// <param name="version">Rises whenever the rule decides differently on the same bars and parameters.</param>
    /// <param name="idea">What it bets on.</param>
    /// <param name="parameters">Its parameters.</param>
    protected StrategyTemplate(string name, int version, StrategyIdea idea, params ImmutableArray<ParameterRange> parameters)
    {
        Name = name;
        Version = version;
        Idea = idea;
        Parameters = parameters;
    }

    /// <summary>Unique name, for example <c>sma-cross</c>.</summary>
    public string Name { get; }

    /// <summary>Version of the rule, from 1.</summary>
    public int Version { get; }

    /// <summary>What it bets on.</summary>
    public StrategyIdea Idea { get; }

    /// <summary>Its parameters and their ranges.</summary>
    public IReadOnlyList<ParameterRange> Parameters { get; }

    /// <summary>The condition between parameters in words, for example <c>fast &lt; slow</c>; null when there is none.</summary>
    public virtual string? Constraint => null;

    /// <summary>Whether <paramref name="parameters"/> satisfy <see cref="Constraint"/>.</summary>
    public virtual bool Satisfies(ImmutableSortedDictionary<string, double> parameters) => true;

    /// <summary>Bars that must have closed before the first decision.</summary>
    public abstract int WarmUp(ImmutableSortedDictionary<string, double> parameters);

    /// <summary>Computes the columns that the rule reads and hands its signal to <paramref name="runner"/>.</summary>
    public abstract void Run<TRunner>(
        IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner)
        where TRunner : ISignalRunner, allows ref struct;

    /// <summary>Why <paramref name="parameters"/> cannot be run, or null when they can: names, finite values, the constraint.</summary>
    /// <remarks>Values between grid points, or outside the range, are allowed; the generator stays on the grid.</remarks>
    public string? FindProblem(ImmutableSortedDictionary<string, double> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var range in Parameters)
        {
            if (!parameters.TryGetValue(range.Name, out var value))
                return $"{Name}: parameter '{range.Name}' is missing.";
            if (!double.IsFinite(value))
                return $"{Name}: parameter '{range.Name}' is {value}; it must be a finite number.";
        }

        if (parameters.Count != Parameters.Count)
        {
            var unknown = parameters.Keys.First(key => Parameters.All(range => range.Name != key));
            return $"{Name}: there is no parameter '{unknown}'; it has {string.Join(", ", Parameters.Select(range => range.Name))}.";
        }

        return Satisfies(parameters) ? null : $"{Name}: the parameters violate '{Constraint}'.";
    }
}
