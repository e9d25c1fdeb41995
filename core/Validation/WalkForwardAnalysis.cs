using Serverless.Core.Strategies;

namespace Serverless.Core.Validation;

/// <summary>What the windows of one strategy say beyond the stitched figures of <see cref="StrategyEvaluation"/>.</summary>
public sealed record WalkForwardAnalysis
{
    /// <summary>
    /// Walk-forward efficiency (Pardo, 2008, "The evaluation and optimization of trading strategies"): return per bar in the test parts ÷
    /// return per bar in the training parts, both summed over windows without compounding. Pardo asks for more than one half. Null when the
    /// training parts did not gain.
    /// </summary>
    public required double? Efficiency { get; init; }

    /// <summary>Share of windows whose test part gained.</summary>
    public required double ProfitableWindows { get; init; }

    /// <summary>Mean Sharpe ratio, over windows that have both, of the training part.</summary>
    public required double? InSampleSharpe { get; init; }

    /// <summary>Mean Sharpe ratio, over windows that have both, of the test part.</summary>
    public required double? OutOfSampleSharpe { get; init; }

    /// <summary>What of the Sharpe ratio was lost: in-sample − out-of-sample.</summary>
    public double? Degradation => InSampleSharpe - OutOfSampleSharpe;

    /// <summary>Every window, in order of time, also those without figures; empty where only the means were kept.</summary>
    public IReadOnlyList<WalkForwardStep> Steps { get; init; } = [];

    /// <summary>Every parameter of the template.</summary>
    public required IReadOnlyList<ParameterStability> Parameters { get; init; }

    /// <summary>Bars of test parts by regime; empty without regimes.</summary>
    public required IReadOnlyList<RegimePerformance> Regimes { get; init; }

    /// <summary>Analyses windows.</summary>
    /// <param name="template">The rule.</param>
    /// <param name="windows">Results of all windows, in order of time; those without figures count in no mean.</param>
    /// <param name="barsPerYear">Bars in a year.</param>
    /// <param name="regimeAt">The regime as it was known at a time (UTC), here the open of a bar; null for none.</param>
    /// <returns>Null when no window has figures.</returns>
    public static WalkForwardAnalysis? Of(
        StrategyTemplate template, IReadOnlyList<WindowResult> windows, double barsPerYear, Func<DateTime, string?>? regimeAt = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        return Of(template.Parameters, windows, barsPerYear, regimeAt);
    }

    /// <summary>As the other overload, of parameters that are no template's.</summary>
    /// <param name="parameters">What was chosen, with its bounds.</param>
    /// <param name="windows">Results of all windows, in order of time; those without figures count in no mean.</param>
    /// <param name="barsPerYear">Bars in a year.</param>
    /// <param name="regimeAt">The regime as it was known at a time (UTC); null for none.</param>
    /// <returns>Null when no window has figures.</returns>
    public static WalkForwardAnalysis? Of(
        IReadOnlyList<ParameterRange> parameters, IReadOnlyList<WindowResult> windows, double barsPerYear, Func<DateTime, string?>? regimeAt = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(windows);
        var evaluated = windows.Where(window => window.Outcome == EvaluationOutcome.Evaluated).ToList();
        if (evaluated.Count == 0)
            return null;
        var both = evaluated.FindAll(window => window.InSample!.Sharpe is not null && window.OutOfSample!.Sharpe is not null);
        return new WalkForwardAnalysis
        {
            Efficiency = WalkForwardStep.EfficiencyOf(evaluated),
            ProfitableWindows = (double)evaluated.Count(window => window.OutOfSample!.TotalReturn > 0) / evaluated.Count,
            InSampleSharpe = both.Average(window => window.InSample!.Sharpe),
            OutOfSampleSharpe = both.Average(window => window.OutOfSample!.Sharpe),
            Steps = [.. windows.Select(WalkForwardStep.Of)],
            Parameters = [.. parameters.Select(range =>
                ParameterStability.Of(range, evaluated.ConvertAll(window => window.Parameters![range.Name])))],
            Regimes = regimeAt is null ? [] : RegimePerformance.Of(
                [.. evaluated.SelectMany(window => window.Returns)],
                [.. evaluated.SelectMany(window => window.OpenTicks).Select(ticks => regimeAt(new DateTime(ticks, DateTimeKind.Utc)))],
                barsPerYear),
        };
    }
}
