using System.Collections.Immutable;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Templates;

/// <summary>
/// Long after a return over the lookback above the threshold, short after one below its negative, else flat
/// (Moskowitz, Ooi, Pedersen 2012).
/// </summary>
public sealed class TimeSeriesMomentum : StrategyTemplate
{
    /// <summary>Creates the template.</summary>
    public TimeSeriesMomentum()
        : base(
            "time-series-momentum",
            version: 1,
            StrategyIdea.Momentum,
            new ParameterRange("lookback", 20, 360, 20, 120),
            new ParameterRange("threshold", 0, 0.05, 0.01, 0.01))
    {
    }

    /// <inheritdoc/>
    public override int WarmUp(ImmutableSortedDictionary<string, double> parameters) => (int)parameters["lookback"] + 1;

    /// <inheritdoc/>
    public override void Run<TRunner>(
        IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner)
    {
        runner.Run(new Signal(indicators.Bars.Close, (int)parameters["lookback"], parameters["threshold"]));
    }

    private readonly ref struct Signal(ReadOnlySpan<double> close, int lookback, double threshold) : ISignal
    {
        private readonly ReadOnlySpan<double> close = close;
        private readonly int lookback = lookback;
        private readonly double threshold = threshold;

        public double Target(int bar, double held)
        {
            var change = (close[bar] / close[bar - lookback]) - 1;
            return change > threshold ? 1 : change < -threshold ? -1 : 0;
        }
    }
}
