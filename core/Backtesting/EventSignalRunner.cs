using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting;

/// <summary>Takes the signal of a template and runs it through the event loop.</summary>
internal struct EventSignalRunner(BarSeries bars, int warmUp, BacktestSettings settings, int start) : ISignalRunner
{
    private EventBacktestResult? result;

    public readonly EventBacktestResult Result => result ?? throw new InvalidOperationException("The template handed no signal over.");

    public void Run<TSignal>(TSignal signal)
        where TSignal : struct, ISignal, allows ref struct
    {
        var strategy = new SignalStrategy<TSignal>(signal, warmUp, settings.AllowShort ? -1 : 0);
        var eventSettings = new EventBacktestSettings
        {
            InitialEquity = settings.InitialEquity,
            Rules = new SimulationRules { Sizing = settings.Sizing },
            CloseAtEnd = settings.CloseAtEnd,
            Market = settings.Market,
        };
        result = EventBacktester.Run(bars, ref strategy, settings.Costs, eventSettings, start..);
    }
}
