using System.Collections.Immutable;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Strategies;

/// <summary>Asks a template for its decision at the close of every bar, without an account.</summary>
internal struct DecisionRecorder(int firstBar, double[] decisions) : ISignalRunner
{
    public static double[] Decisions(
        StrategyTemplate template, ImmutableSortedDictionary<string, double> parameters, BarSeries bars)
    {
        var decisions = new double[bars.Count];
        var recorder = new DecisionRecorder(template.WarmUp(parameters) - 1, decisions);
        using var indicators = new IndicatorSet(bars, Market.Crypto);
        template.Run(indicators, parameters, ref recorder);
        return decisions;
    }

    public readonly void Run<TSignal>(TSignal signal)
        where TSignal : struct, ISignal, allows ref struct
    {
        var held = 0.0;
        for (var bar = firstBar; bar < decisions.Length; bar++)
            decisions[bar] = held = signal.Target(bar, held);
    }
}
