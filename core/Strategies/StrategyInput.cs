using System.Collections.Immutable;
using System.Globalization;

namespace Serverless.Core.Strategies;

/// <summary>
/// One parameter of a strategy. Values of every kind are numbers, so that sweeps and optimisers see one space: a flag is 0 or 1, a choice the
/// index of its name.
/// </summary>
public sealed record StrategyInput
{
    private StrategyInput(string name, StrategyInputKind kind, string description) => (Name, Kind, Description) = (name, kind, description);

    /// <summary>Its name, unique within the strategy.</summary>
    public string Name { get; private init; }

    /// <summary>Its type.</summary>
    public StrategyInputKind Kind { get; }

    /// <summary>What it does, with its unit; one line.</summary>
    public string Description { get; }

    /// <summary>The usual value.</summary>
    public double Default { get; private init; }

    /// <summary>Smallest value.</summary>
    public double Min { get; private init; }

    /// <summary>Largest value.</summary>
    public double Max { get; private init; }

    /// <summary>Distance of values that are worth trying; positive. Values between are allowed.</summary>
    public double Step { get; private init; } = 1;

    /// <summary>Names of a choice; of other kinds empty.</summary>
    public ImmutableArray<string> Choices { get; private init; } = [];

    /// <summary>A whole number.</summary>
    public static StrategyInput Int(string name, int usual, int min, int max, string description, int step = 1) =>
        Checked(new(name, StrategyInputKind.Int, description) { Default = usual, Min = min, Max = max, Step = step });

    /// <summary>A number.</summary>
    public static StrategyInput Float(string name, double usual, double min, double max, double step, string description) =>
        Checked(new(name, StrategyInputKind.Float, description) { Default = usual, Min = min, Max = max, Step = step });

    /// <summary>True or false.</summary>
    public static StrategyInput Bool(string name, bool usual, string description) =>
        Checked(new(name, StrategyInputKind.Bool, description) { Default = usual ? 1 : 0, Max = 1 });

    /// <summary>One of <paramref name="choices"/>, the first by default.</summary>
    public static StrategyInput Choice(string name, ImmutableArray<string> choices, string description) =>
        Checked(new(name, StrategyInputKind.Choice, description) { Choices = choices, Max = choices.Length - 1 });

    /// <summary>The same input under another name: that of one of several strategies, for example.</summary>
    public StrategyInput Named(string name) => this with { Name = name };

    /// <summary>Why <paramref name="value"/> is not allowed, or null when it is.</summary>
    public string? FindProblem(double value)
    {
        var isWhole = Kind != StrategyInputKind.Float;
        return value >= Min && value <= Max && (!isWhole || value == Math.Floor(value))
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"'{Name}' is {value}; it must be {Expected}.");
    }

    /// <summary>A value in words.</summary>
    public string Format(double value) => Kind switch
    {
        StrategyInputKind.Bool => value == 0 ? "false" : "true",
        StrategyInputKind.Choice => Choices[(int)value],
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private string Expected => Kind switch
    {
        StrategyInputKind.Bool => "0 (false) or 1 (true)",
        StrategyInputKind.Choice => $"the index of one of {string.Join(", ", Choices)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"a {(Kind == StrategyInputKind.Int ? "whole number" : "number")} from {Min} to {Max}"),
    };

    private static StrategyInput Checked(StrategyInput input)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(input.Name);
        if (!(input.Step > 0))
            throw new ArgumentException($"The step of '{input.Name}' is {input.Step}; it must be positive.", nameof(input));
        return input.FindProblem(input.Default) is { } problem ? throw new ArgumentException($"The default of {problem}", nameof(input)) : input;
    }
}
