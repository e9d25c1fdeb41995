using System.Collections.Immutable;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Templates;

/// <summary>
/// Follows the side of the average on which the price is, with a size in quarters that aims at a constant annualised volatility.
/// </summary>
public sealed class VolatilityTargetTrend : StrategyTemplate
{
    /// <summary>Creates the template.</summary>
    public VolatilityTargetTrend()
        : base(
            "volatility-target-trend",
            version: 1,
            StrategyIdea.Volatility,
            new ParameterRange("trend", 20, 240, 20, 100),
            new ParameterRange("volatilityWindow", 30, 180, 30, 90),
            new ParameterRange("targetVolatility", 0.1, 0.6, 0.1, 0.3))
    {
    }

    /// <inheritdoc/>
    public override int WarmUp(ImmutableSortedDictionary<string, double> parameters) =>
        Math.Max((int)parameters["trend"], (int)parameters["volatilityWindow"] + 1);

    /// <inheritdoc/>
    public override void Run<TRunner>(
        IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner)
    {
        runner.Run(new Signal(
            indicators.Bars.Close,
            indicators.Sma((int)parameters["trend"]),
            indicators.Volatility((int)parameters["volatilityWindow"]),
            parameters["targetVolatility"]));
    }

    private readonly ref struct Signal(
        ReadOnlySpan<double> close, ReadOnlySpan<double> average, ReadOnlySpan<double> volatility, double targetVolatility) : ISignal
    {
        private readonly ReadOnlySpan<double> close = close;
        private readonly ReadOnlySpan<double> average = average;
        private readonly ReadOnlySpan<double> volatility = volatility;
        private readonly double targetVolatility = targetVolatility;

        public double Target(int bar, double held)
        {
            // Quarters keep the position from being resized, at a cost, on every bar.
            var size = Math.Floor(Math.Min(1, targetVolatility / volatility[bar]) * 4) / 4;
            return close[bar] > average[bar] ? size : -size;
        }
    }
}
