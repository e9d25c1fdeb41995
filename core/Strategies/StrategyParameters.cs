using System.Collections.Immutable;

namespace Serverless.Core.Strategies;

/// <summary>A value for every input of a strategy. <see cref="StrategyDefinition.Resolve"/> makes them. Immutable.</summary>
public sealed class StrategyParameters : IEquatable<StrategyParameters>
{
    private readonly StrategySchema schema;

    internal StrategyParameters(StrategySchema schema, ImmutableSortedDictionary<string, double> values) => (this.schema, Values) = (schema, values);

    /// <summary>The values as numbers, by name; see <see cref="StrategyInput"/>.</summary>
    public ImmutableSortedDictionary<string, double> Values { get; }

    /// <summary>A whole number.</summary>
    /// <exception cref="ArgumentException">There is no such input, or it is of another kind.</exception>
    public int Int(string name) => (int)Value(name, StrategyInputKind.Int);

    /// <summary>A number.</summary>
    /// <exception cref="ArgumentException">There is no such input, or it is of another kind.</exception>
    public double Float(string name) => Value(name, StrategyInputKind.Float);

    /// <summary>True or false.</summary>
    /// <exception cref="ArgumentException">There is no such input, or it is of another kind.</exception>
    public bool Bool(string name) => Value(name, StrategyInputKind.Bool) != 0;

    /// <summary>The name that was chosen.</summary>
    /// <exception cref="ArgumentException">There is no such input, or it is of another kind.</exception>
    public string Choice(string name) => schema.Input(name).Format(Value(name, StrategyInputKind.Choice));

    /// <summary>Equal when they are of one strategy and have the same values.</summary>
    public bool Equals(StrategyParameters? other) => other is not null && schema.Name == other.schema.Name && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StrategyParameters);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(schema.Name.GetHashCode(StringComparison.Ordinal), (hash, pair) => HashCode.Combine(hash, pair.Value));

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", schema.Inputs.Select(input => $"{input.Name}={input.Format(Values[input.Name])}"));

    private double Value(string name, StrategyInputKind kind)
    {
        var input = schema.Input(name);
        return input.Kind == kind ? Values[name] : throw new ArgumentException($"{schema.Name}: '{name}' is of kind {input.Kind}, not {kind}.", nameof(name));
    }
}
