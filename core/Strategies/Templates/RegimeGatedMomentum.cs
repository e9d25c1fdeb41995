using System.Collections.Immutable;
using Serverless.Core.Indicators;
using Serverless.Core.Regimes;

namespace Serverless.Core.Strategies.Templates;

/// <summary>
/// Follows the sign of the return over the lookback while the volatility regime (1 low … 4 high, see
/// <see cref="VolatilityRegime"/>) lies between the calmest and the wildest allowed; flat otherwise, and while the regime is unknown.
/// </summary>
public sealed class RegimeGatedMomentum : StrategyTemplate
{
    /// <summary>Creates the template.</summary>
    public RegimeGatedMomentum()
        : base(
            "regime-gated-momentum",
            version: 1,
            StrategyIdea.RegimeGated,
            new ParameterRange("lookback", 20, 240, 20, 100),
            new ParameterRange("calmest", 1, 4, 1, 1),
            new ParameterRange("wildest", 1, 4, 1, 3))
    {
    }

    /// <inheritdoc/>
    public override string Constraint => "calmest <= wildest";

    /// <inheritdoc/>
    public override bool Satisfies(ImmutableSortedDictionary<string, double> parameters) =>
        parameters["calmest"] <= parameters["wildest"];

    /// <inheritdoc/>
    public override int WarmUp(ImmutableSortedDictionary<string, double> parameters) => (int)parameters["lookback"] + 1;

    /// <inheritdoc/>
    public override void Run<TRunner>(
        IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner)
    {
        runner.Run(new Signal(
            indicators.Bars.Close,
            indicators.Column(VolatilityRegimeClassifier.Feature, new(VolatilityRegimeClassifier.Window(indicators.Bars.Timeframe, indicators.Market))),
            (int)parameters["lookback"],
            parameters["calmest"],
            parameters["wildest"]));
    }

    private readonly ref struct Signal(
        ReadOnlySpan<double> close, ReadOnlySpan<double> regime, int lookback, double calmest, double wildest) : ISignal
    {
        private readonly ReadOnlySpan<double> close = close;
        private readonly ReadOnlySpan<double> regime = regime;
        private readonly int lookback = lookback;
        private readonly double calmest = calmest;
        private readonly double wildest = wildest;

        public double Target(int bar, double held)
        {
            if (regime[bar] < calmest || regime[bar] > wildest)
                return 0;
            return close[bar] > close[bar - lookback] ? 1 : -1;
        }
    }
}
