using System.Globalization;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>The values that one parameter takes in a sweep.</summary>
/// <param name="Name">Name of the parameter.</param>
/// <param name="Values">At least one, in the order in which they are run.</param>
public sealed record ParameterAxis(string Name, IReadOnlyList<double> Values)
{
    /// <summary>All values of a range.</summary>
    public static ParameterAxis Of(ParameterRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return new ParameterAxis(range.Name, [.. Enumerable.Range(0, range.Count).Select(range.ValueAt)]);
    }

    /// <summary>All values of a distribution.</summary>
    /// <exception cref="ArgumentException">It is a continuum.</exception>
    public static ParameterAxis Of(ParameterDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return distribution.IsContinuum
            ? throw new ArgumentException($"'{distribution.Name}' takes all numbers from {distribution.Min} to {distribution.Max}, and a sweep runs every value: give it a step, or take optimize.", nameof(distribution))
            : new ParameterAxis(distribution.Name, distribution.Values);
    }

    /// <summary>All values of an input.</summary>
    public static ParameterAxis Of(StrategyInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Of(new ParameterDistribution(input.Name, input.Min, input.Max) { Step = input.Step });
    }

    /// <summary>The same values, each as likely.</summary>
    public ParameterDistribution ToDistribution() => ParameterDistribution.Of(Name, Values);

    /// <summary>Reads <c>fast=20</c>, <c>fast=5,10,20</c> or <c>fast=5..50:5</c> (from … to, both included, and step; 1 when left out).</summary>
    /// <param name="text">The text.</param>
    /// <param name="inputs">Inputs whose values may be given by name: flags and choices.</param>
    /// <exception cref="FormatException">It is none of these; the message says what is wrong with which part.</exception>
    public static ParameterAxis Parse(string text, params IReadOnlyList<StrategyInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, { Length: > 0 } values])
            throw new FormatException($"'{text}': write name=value, name=a,b,c or name=from..to:step, for example fast=5..50:5.");
        var input = inputs.FirstOrDefault(input => input.Name == name);
        return new ParameterAxis(name, [.. values.Split(',').SelectMany(part => ByName(input, part.Trim()) is { } value ? [value] : ReadPart(text, part))]);
    }

    private static double? ByName(StrategyInput? input, string part) => input?.Kind switch
    {
        StrategyInputKind.Bool => bool.TryParse(part, out var flag) ? flag ? 1 : 0 : null,
        StrategyInputKind.Choice => input.Choices.IndexOf(part) is >= 0 and var index ? index : null,
        _ => null,
    };

    private static IReadOnlyList<double> ReadPart(string text, string part)
    {
        if (part.Split("..", 2) is not [var from, var rest])
            return [Number(text, part)];
        var ends = rest.Split(':', 2);
        var (first, last, step) = (Number(text, from), Number(text, ends[0]), ends is [_, var distance] ? Number(text, distance) : 1);
        if (step <= 0 || last < first)
            throw new FormatException($"'{text}': a range goes up, by a step above 0.");
        return (last - first) / step < ParameterDistribution.MostValues
            ? new ParameterDistribution(text, first, last) { Step = step }.Values
            : throw new FormatException($"'{text}': a range has at most {ParameterDistribution.MostValues:N0} values.");
    }

    private static double Number(string text, string part) =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"'{text}': '{part.Trim()}' is not a number.");
}
