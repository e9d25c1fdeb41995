using System.Collections.Immutable;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Templates;

/// <summary>Long while the fast simple average of the close is above the slow one, short otherwise.</summary>
public sealed class SmaCross : StrategyTemplate
{
    /// <summary>Creates the template.</summary>
    public SmaCross()
        : base(
            "sma-cross",
            version: 1,
            StrategyIdea.Trend,
            new ParameterRange("fast", 5, 60, 5, 20),
            new ParameterRange("slow", 20, 240, 10, 50))
    {
    }

    /// <inheritdoc/>
    public override string Constraint => "fast < slow";

    /// <inheritdoc/>
    public override bool Satisfies(ImmutableSortedDictionary<string, double> parameters) =>
        parameters["fast"] < parameters["slow"];

    /// <inheritdoc/>
    public override int WarmUp(ImmutableSortedDictionary<string, double> parameters) => (int)parameters["slow"];

    /// <inheritdoc/>
    public override void Run<TRunner>(
        IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner)
    {
        runner.Run(new Signal(indicators.Sma((int)parameters["fast"]), indicators.Sma((int)parameters["slow"])));
    }

    private readonly ref struct Signal(ReadOnlySpan<double> fast, ReadOnlySpan<double> slow) : ISignal
    {
        private readonly ReadOnlySpan<double> fast = fast;
        private readonly ReadOnlySpan<double> slow = slow;

        public double Target(int bar, double held) => fast[bar] > slow[bar] ? 1 : -1;
    }
}
