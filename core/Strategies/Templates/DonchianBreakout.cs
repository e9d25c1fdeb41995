using System.Collections.Immutable;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Templates;

/// <summary>Follows a close outside the range of the bars before it and leaves at the opposite edge of a shorter range.</summary>
public sealed class DonchianBreakout : StrategyTemplate
{
    /// <summary>Creates the template.</summary>
    public DonchianBreakout()
        : base(
            "donchian-breakout",
            version: 1,
            StrategyIdea.Breakout,
            new ParameterRange("entry", 10, 120, 10, 50),
            new ParameterRange("exit", 5, 60, 5, 20))
    {
    }

    /// <inheritdoc/>
    public override string Constraint => "exit < entry";

    /// <inheritdoc/>
    public override bool Satisfies(ImmutableSortedDictionary<string, double> parameters) =>
        parameters["exit"] < parameters["entry"];

    /// <inheritdoc/>
    public override int WarmUp(ImmutableSortedDictionary<string, double> parameters) => (int)parameters["entry"] + 1;

    /// <inheritdoc/>
    public override void Run<TRunner>(
        IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner)
    {
        var entry = (int)parameters["entry"];
        var exit = (int)parameters["exit"];
        runner.Run(new Signal(
            indicators.Bars.Close,
            indicators.HighestHigh(entry),
            indicators.LowestLow(entry),
            indicators.HighestHigh(exit),
            indicators.LowestLow(exit)));
    }

    private readonly ref struct Signal(
        ReadOnlySpan<double> close,
        ReadOnlySpan<double> entryHigh,
        ReadOnlySpan<double> entryLow,
        ReadOnlySpan<double> exitHigh,
        ReadOnlySpan<double> exitLow) : ISignal
    {
        private readonly ReadOnlySpan<double> close = close;
        private readonly ReadOnlySpan<double> entryHigh = entryHigh;
        private readonly ReadOnlySpan<double> entryLow = entryLow;
        private readonly ReadOnlySpan<double> exitHigh = exitHigh;
        private readonly ReadOnlySpan<double> exitLow = exitLow;

        public double Target(int bar, double held)
        {
            if (close[bar] > entryHigh[bar - 1])
                return 1;
            if (close[bar] < entryLow[bar - 1])
                return -1;
            return held switch
            {
                > 0 when close[bar] < exitLow[bar - 1] => 0,
                < 0 when close[bar] > exitHigh[bar - 1] => 0,
                _ => held,
            };
        }
    }
}
