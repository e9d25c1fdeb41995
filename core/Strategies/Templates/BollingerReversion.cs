using System.Collections.Immutable;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Templates;

/// <summary>Buys below the lower Bollinger band, sells above the upper one, and leaves at the middle.</summary>
public sealed class BollingerReversion : StrategyTemplate
{
    /// <summary>Creates the template.</summary>
    public BollingerReversion()
        : base(
            "bollinger-reversion",
            version: 1,
            StrategyIdea.MeanReversion,
            new ParameterRange("period", 10, 100, 5, 20),
            new ParameterRange("width", 1, 3, 0.25, 2))
    {
    }

    /// <inheritdoc/>
    public override int WarmUp(ImmutableSortedDictionary<string, double> parameters) => (int)parameters["period"];

    /// <inheritdoc/>
    public override void Run<TRunner>(
        IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner)
    {
        var period = (int)parameters["period"];
        runner.Run(new Signal(indicators.Bars.Close, indicators.Sma(period), indicators.Deviation(period), parameters["width"]));
    }

    private readonly ref struct Signal(
        ReadOnlySpan<double> close, ReadOnlySpan<double> middle, ReadOnlySpan<double> deviation, double width) : ISignal
    {
        private readonly ReadOnlySpan<double> close = close;
        private readonly ReadOnlySpan<double> middle = middle;
        private readonly ReadOnlySpan<double> deviation = deviation;
        private readonly double width = width;

        public double Target(int bar, double held)
        {
            var stretch = close[bar] - middle[bar];
            var band = width * deviation[bar];
            if (stretch < -band)
                return 1;
            if (stretch > band)
                return -1;
            return held switch
            {
                > 0 when stretch >= 0 => 0,
                < 0 when stretch <= 0 => 0,
                _ => held,
            };
        }
    }
}
