using System.Collections.Immutable;
using Serverless.Core.Indicators;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Strategies;

/// <summary>A template without parameters whose decisions a test writes down; it is given the bars, all of them.</summary>
internal sealed class PlantedTemplate(Func<IndicatorSet, int, double, double> decide, int warmUp = 1)
    : StrategyTemplate("planted", version: 1, StrategyIdea.Trend)
{
    public static ImmutableSortedDictionary<string, double> NoParameters { get; } = ImmutableSortedDictionary<string, double>.Empty;

    public override int WarmUp(ImmutableSortedDictionary<string, double> parameters) => warmUp;

    public override void Run<TRunner>(
        IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner) =>
        runner.Run(new Signal(indicators, decide));

    private readonly struct Signal(IndicatorSet indicators, Func<IndicatorSet, int, double, double> decide) : ISignal
    {
        public double Target(int bar, double held) => decide(indicators, bar, held);
    }
}
