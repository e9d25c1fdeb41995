using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Serverless.Core.Strategies;

/// <summary>The values of one parameter that a search tries, and how likely it draws each: evenly spaced ones, listed ones, or a continuum.</summary>
/// <param name="Name">Name of the parameter.</param>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">No value is larger.</param>
public sealed record ParameterDistribution(string Name, double Min, double Max)
{
    /// <summary>Most values of one parameter.</summary>
    public const int MostValues = 1_000_000;

    /// <summary>Distance of neighbours; 0 for a continuum, and where values are listed.</summary>
    public double Step { get; init; }

    /// <summary>Values that are not evenly spaced, ascending; empty where they are.</summary>
    public ImmutableArray<double> Listed { get; init; } = [];

    /// <summary>How likely each is.</summary>
    public Spread Spread { get; init; }

    /// <summary>Centre of <see cref="Spread.Normal"/>; null for the middle.</summary>
    public double? Mean { get; init; }

    /// <summary>Standard deviation of <see cref="Spread.Normal"/> before it is cut off; null for a quarter of the distance of the ends.</summary>
    public double? Deviation { get; init; }

    /// <summary>Whether all numbers from <see cref="Min"/> to <see cref="Max"/> are values.</summary>
    [JsonIgnore]
    public bool IsContinuum => Step == 0 && Listed.IsEmpty;

    /// <summary>The values, ascending; none of a continuum.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Values => IsContinuum || !Listed.IsEmpty ? Listed : Steps();

    /// <summary>Centre of <see cref="Spread.Normal"/>.</summary>
    [JsonIgnore]
    public double Centre => Mean ?? (Min + ((Max - Min) / 2));

    /// <summary>Standard deviation of <see cref="Spread.Normal"/>.</summary>
    [JsonIgnore]
    public double Width => Deviation ?? ((Max - Min) / 4);

    /// <summary>Values that are as likely as one another, in any order.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="values">At least one.</param>
    public static ParameterDistribution Of(string name, IReadOnlyList<double> values)
    {
        ImmutableArray<double> listed = [.. values.Distinct().Order()];
        var step = listed.Length == 1 ? 1 : Math.Round(listed[1] - listed[0], 9);
        var even = new ParameterDistribution(name, listed[0], listed[^1]) { Step = step };
        return step > 0 && even.FindProblem() is null && even.Values.SequenceEqual(listed) ? even : even with { Step = 0, Listed = listed };
    }

    /// <summary>The values of a range.</summary>
    public static ParameterDistribution Of(ParameterRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return new ParameterDistribution(range.Name, range.Min, range.Max) { Step = range.Step };
    }

    /// <summary>What is wrong with it, or null.</summary>
    public string? FindProblem() => this switch
    {
        _ when !double.IsFinite(Max - Min) || Max < Min || (Max == Min && IsContinuum) => FormattableString.Invariant($"{Min} to {Max} is not a range; the first limit must be below the second."),
        { Step: not >= 0 } => FormattableString.Invariant($"a step of {Step} leads nowhere; it must be above 0, or 0 for all numbers between."),
        { Step: > 0 } when (Max - Min) / Step >= MostValues => FormattableString.Invariant($"there are more than {MostValues:N0} values; take a larger step."),
        { Spread: Spread.LogUniform, Min: <= 0 } => FormattableString.Invariant($"a logarithmic range must begin above 0, not at {Min}."),
        { Spread: not Spread.Normal } => Mean is null && Deviation is null ? null : $"only the spread {Spread.Normal} has a mean and a deviation.",
        _ when !(Centre >= Min && Centre <= Max) => FormattableString.Invariant($"the mean is {Centre}; it must lie from {Min} to {Max}."),
        _ => Max == Min || (Width > 0 && Width <= 1000 * (Max - Min)) ? null : FormattableString.Invariant($"the deviation is {Width}; it must be above 0, and at most 1,000 times the distance of the ends."),
    };

    /// <summary>Equal when all values are.</summary>
    public bool Equals(ParameterDistribution? other) => other is not null && Key == other.Key && Listed.AsSpan().SequenceEqual(other.Listed.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode();

    private (string Name, double Min, double Max, double Step, Spread Spread, double? Mean, double? Deviation) Key => (Name, Min, Max, Step, Spread, Mean, Deviation);

    private double[] Steps()
    {
        var range = new ParameterRange(Name, Min, Max, Step, Min);
        // A last value that rounding has put just beyond the end is still meant.
        return [.. Enumerable.Range(0, (int)Math.Floor(((Max - Min) / Step) + 1e-9) + 1).Select(range.ValueAt)];
    }
}
