using System.Globalization;
using System.Text.RegularExpressions;
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

    /// <exception cref="CommandException">The text is neither <c>name=from:to:step</c> nor <c>name=value</c>.</exception>
    public static ParameterRange ParseRange(string text)
    {
        var (name, values) = text.Split('=', 2) is [var left, var right] ? (left, right.Split(':')) : (text, []);
        double[] numbers = [.. values.Select(value => TryParse(value, out var number) ? number : double.NaN)];
        return numbers switch
        {
            [var only] when double.IsFinite(only) => new ParameterRange(name, only, only, 1, only),
            [var from, var to, var step] when double.IsFinite(from + to + step) => new ParameterRange(name, from, to, step, from),
            _ => throw new CommandException($"--range '{text}' is not a range; write one as fast=5:60:5 (from:to:step) or fast=20.", ExitCode.Usage),
        };
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
