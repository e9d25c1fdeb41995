using System.Collections.Immutable;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Templates;

/// <summary>
/// Buys when the relative strength index falls the entry distance below 50, sells when it rises as far above, and leaves when it
/// comes back within the exit distance.
/// </summary>
public sealed class RsiReversion : StrategyTemplate
{
    /// <summary>Creates the template.</summary>
    public RsiReversion()
        : base(
            "rsi-reversion",
            version: 1,
            StrategyIdea.MeanReversion,
            new ParameterRange("period", 4, 28, 2, 14),
            new ParameterRange("entry", 10, 35, 5, 20),
            new ParameterRange("exit", 0, 15, 5, 0))
    {
    }

    /// <inheritdoc/>
    public override string Constraint => "exit < entry";

    /// <inheritdoc/>
    public override bool Satisfies(ImmutableSortedDictionary<string, double> parameters) =>
        parameters["exit"] < parameters["entry"];

    /// <inheritdoc/>
    public override int WarmUp(ImmutableSortedDictionary<string, double> parameters) => (int)parameters["period"] + 1;

    /// <inheritdoc/>
    public override void Run<TRunner>(
        IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner)
    {
        runner.Run(new Signal(indicators.Rsi((int)parameters["period"]), parameters["entry"], parameters["exit"]));
    }

    private readonly ref struct Signal(ReadOnlySpan<double> index, double entry, double exit) : ISignal
    {
        private readonly ReadOnlySpan<double> index = index;
        private readonly double entry = entry;
        private readonly double exit = exit;

        public double Target(int bar, double held)
        {
            var stretch = index[bar] - 50;
            if (stretch < -entry)
                return 1;
            if (stretch > entry)
                return -1;
            return held switch
            {
                > 0 when stretch > -exit => 0,
                < 0 when stretch < exit => 0,
                _ => held,
            };
        }
    }
}
