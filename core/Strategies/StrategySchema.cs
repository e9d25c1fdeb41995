using System.Collections.Immutable;
using Serverless.Core.Configuration;

namespace Serverless.Core.Strategies;

/// <summary>What a strategy is, and what it asks for.</summary>
public sealed record StrategySchema
{
    /// <summary>Unique name in kebab case.</summary>
    public required string Name { get; init; }

    /// <summary>Rises whenever it decides differently on the same bars and parameters.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What it bets on.</summary>
    public required StrategyIdea Category { get; init; }

    /// <summary>What it does, in a sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>Words to find it by.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Its parameters, each name once.</summary>
    public ImmutableArray<StrategyInput> Inputs
    {
        get;
        init => field = value.GroupBy(input => input.Name).FirstOrDefault(group => group.Count() > 1) is { } repeated
            ? throw new ArgumentException($"The input '{repeated.Key}' is named twice.", nameof(Inputs))
            : value;
    } = [];

    /// <summary>The input called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public StrategyInput Input(string name) => Inputs.FirstOrDefault(input => input.Name == name)
        ?? throw new ArgumentException(
            Inputs.IsEmpty
                ? $"{Name}: there is no parameter '{name}', nor any other."
                : $"{Name}: there is no parameter '{name}'; did you mean '{NearestName.Of(name, Inputs.Select(input => input.Name))}'?",
            nameof(name));

    /// <summary>These values, each checked by itself, and defaults for the rest.</summary>
    /// <exception cref="ArgumentException">A name is unknown, or a value out of range; the message says which and what is allowed.</exception>
    internal StrategyParameters Resolve(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var resolved = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var input in Inputs)
            resolved.Add(input.Name, input.Default);
        foreach (var (name, value) in values)
        {
            if (Input(name).FindProblem(value) is { } wrong)
                throw new ArgumentException($"{Name}: {wrong}", nameof(values));
            resolved[name] = value;
        }

        return new StrategyParameters(this, resolved.ToImmutable());
    }
}
