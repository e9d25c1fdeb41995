using System.Globalization;
using System.Text.RegularExpressions;
using Serverless.Core.Metrics;

namespace Serverless.Core.Optimization.Objectives;

/// <summary>A condition on a figure of the run, for example at least 30 trades, or a drawdown of at most 0.25.</summary>
/// <param name="Figure">Name of the figure, one of <see cref="RunFigures.Names"/>.</param>
/// <param name="AtLeast">Smallest value; null when there is none.</param>
/// <param name="AtMost">Largest value; null when there is none.</param>
/// <param name="Penalty">
/// What the objective loses when a limit is missed by its own size (by 1, for a limit of 0), and in proportion; null rejects the set. An
/// undefined figure always does.
/// </param>
public sealed partial record FigureLimit(string Figure, double? AtLeast = null, double? AtMost = null, double? Penalty = null)
{
    /// <summary>Reads <c>trades&gt;=30</c> or <c>maxDrawdown&lt;=0.25</c>, without a penalty.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static FigureLimit Parse(string text)
    {
        var match = Form().Match(text);
        return match.Success && double.TryParse(match.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? match.Groups["relation"].Value == ">="
                ? new FigureLimit(match.Groups["figure"].Value, AtLeast: value)
                : new FigureLimit(match.Groups["figure"].Value, AtMost: value)
            : throw new FormatException($"'{text}' is not a limit; write one as trades>=30 or maxDrawdown<=0.25.");
    }

    /// <summary>
    /// By how much a run misses the limit, relative to it; 0 when it keeps it, null when the figure is undefined. On a share of the data,
    /// a number of trades is limited in proportion.
    /// </summary>
    public double? Miss(PerformanceMetrics metrics, double share)
    {
        if (RunFigures.Get(Figure)(metrics) is not { } value)
            return null;
        var part = Figure == "trades" ? share : 1;
        return Math.Max(Relative((AtLeast * part) - value, AtLeast), Relative(value - (AtMost * part), AtMost));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" and ", new[]
    {
        AtLeast is { } least ? FormattableString.Invariant($"{Figure} >= {least}") : null,
        AtMost is { } most ? FormattableString.Invariant($"{Figure} <= {most}") : null,
    }.Where(text => text is not null));

    private static double Relative(double? excess, double? limit) =>
        excess is > 0 ? excess.Value / (limit == 0 ? 1 : Math.Abs(limit!.Value)) : 0;

    [GeneratedRegex(@"\A\s*(?<figure>\w+)\s*(?<relation>>=|<=)\s*(?<value>\S+)\s*\z")]
    private static partial Regex Form();
}
