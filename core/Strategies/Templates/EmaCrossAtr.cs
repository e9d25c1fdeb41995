using System.Collections.Immutable;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Templates;

/// <summary>
/// Follows the gap between a fast and a slow exponential average once it exceeds a band of average true ranges; inside the band
/// it keeps its position.
/// </summary>
public sealed class EmaCrossAtr : StrategyTemplate
{
    private const int AtrPeriod = 14;

    /// <summary>Creates the template.</summary>
    public EmaCrossAtr()
        : base(
            "ema-cross-atr",
            version: 1,
            StrategyIdea.Trend,
            new ParameterRange("fast", 5, 50, 5, 15),
            new ParameterRange("slow", 20, 200, 10, 60),
            new ParameterRange("band", 0, 2, 0.25, 0.5))
    {
    }

    /// <inheritdoc/>
    public override string Constraint => "fast < slow";

    /// <inheritdoc/>
    public override bool Satisfies(ImmutableSortedDictionary<string, double> parameters) =>
        parameters["fast"] < parameters["slow"];

    /// <inheritdoc/>
    public override int WarmUp(ImmutableSortedDictionary<string, double> parameters) => Math.Max((int)parameters["slow"], AtrPeriod);

    /// <inheritdoc/>
    public override void Run<TRunner>(
        IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner)
    {
        runner.Run(new Signal(
            indicators.Ema((int)parameters["fast"]),
            indicators.Ema((int)parameters["slow"]),
            indicators.Atr(AtrPeriod),
            parameters["band"]));
    }

    private readonly ref struct Signal(
        ReadOnlySpan<double> fast, ReadOnlySpan<double> slow, ReadOnlySpan<double> range, double band) : ISignal
    {
        private readonly ReadOnlySpan<double> fast = fast;
        private readonly ReadOnlySpan<double> slow = slow;
        private readonly ReadOnlySpan<double> range = range;
        private readonly double band = band;

        public double Target(int bar, double held)
        {
            var gap = fast[bar] - slow[bar];
            var threshold = band * range[bar];
            return gap > threshold ? 1 : gap < -threshold ? -1 : held;
        }
    }
}
