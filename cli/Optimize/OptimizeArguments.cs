using System.Globalization;
using System.Text.RegularExpressions;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Optimize;

/// <summary>What <c>optimize</c> is told in small languages of its own.</summary>
internal static partial class OptimizeArguments
{
    /// <exception cref="CommandException">The text is not <c>figure&gt;=number</c> or <c>figure&lt;=number</c>.</exception>
    public static FigureLimit ParseLimit(string text)
    {
        var match = Limit().Match(text);
        if (!match.Success || !TryParse(match.Groups["value"].Value, out var value))
            throw new CommandException($"--limit '{text}' is not a limit; write one as trades>=30 or maxDrawdown<=0.25.", ExitCode.Usage);
        return match.Groups["relation"].Value == ">="
            ? new FigureLimit(match.Groups["figure"].Value, AtLeast: value)
            : new FigureLimit(match.Groups["figure"].Value, AtMost: value);
    }

    /// <exception cref="CommandException">The text is neither <c>name=from..to:step</c> nor <c>name=value</c>.</exception>
    public static ParameterRange ParseRange(string text)
    {
        try
        {
            return RangeOf(ParameterAxis.Parse(text));
        }
        catch (FormatException error)
        {
            throw new CommandException($"--param: {error.Message}", ExitCode.Usage, error);
        }
    }

    /// <summary>The evenly spaced values of an axis.</summary>
    /// <exception cref="FormatException">They are not.</exception>
    public static ParameterRange RangeOf(ParameterAxis axis)
    {
        if (axis.Values is [var only])
            return new ParameterRange(axis.Name, only, only, 1, only);
        var range = new ParameterRange(axis.Name, axis.Values[0], axis.Values[^1], Math.Round(axis.Values[1] - axis.Values[0], 9), axis.Values[0]);
        return range.Step > 0 && ParameterAxis.Of(range).Values.SequenceEqual(axis.Values)
            ? range
            : throw new FormatException($"'{axis.Name}': an optimiser takes evenly spaced values, for example fast=5..60:5, or one value.");
    }

    /// <exception cref="CommandException">The settings are not valid; the message says which.</exception>
    public static void Check(OptimizationSettings settings)
    {
        try
        {
            settings.Check();
        }
        catch (ArgumentException error)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
    }

    private static bool TryParse(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    [GeneratedRegex(@"^\s*(?<figure>\w+)\s*(?<relation>>=|<=)\s*(?<value>\S+)\s*$")]
    private static partial Regex Limit();
}
