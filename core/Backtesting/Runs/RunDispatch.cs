using Serverless.Core.Execution.Costs;
using Serverless.Core.Indicators;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>Runs one strategy on one symbol, in a loop that is compiled for its cost models and for it.</summary>
/// <param name="configuration">What to run.</param>
/// <param name="indicators">Indicators of its bars.</param>
/// <param name="range">Bars to trade.</param>
/// <param name="equity">Receives the equity alone; null for a whole result.</param>
internal sealed class RunDispatch(RunConfiguration configuration, IndicatorSet indicators, Range range, double[]? equity)
    : ICostUser<BacktestFailure?>
{
    /// <summary>The whole result, when it was asked for.</summary>
    public EventBacktestResult? Result { get; private set; }

    /// <summary>Runs, and says why the run stopped, or null.</summary>
    public BacktestFailure? Execute() => CostDispatch.Use(configuration, indicators, this);

    public BacktestFailure? Use<TCommission, TSlippage>(TCommission commission, TSlippage slippage)
        where TCommission : struct, ICommission
        where TSlippage : struct, ISlippage
    {
        var strategy = configuration.Strategies[0];
        var runner = new Runner<TCommission, TSlippage>(this, commission, slippage);
        strategy.Definition.Run(indicators, strategy.Parameters, ref runner);
        return runner.Failure;
    }

    private BacktestFailure? Run<TStrategy, TCommission, TSlippage>(ref TStrategy strategy, TCommission commission, TSlippage slippage)
        where TStrategy : IBarStrategy, allows ref struct
        where TCommission : struct, ICommission
        where TSlippage : struct, ISlippage
    {
        var bars = indicators.Bars;
        var settings = ConfiguredRun.SettingsOf(configuration, bars);
        if (equity is not null)
            return EventBacktester.RunCurve(bars, ref strategy, commission, slippage, settings, range.Start.Value, equity, indicators);
        Result = EventBacktester.Run(bars, ref strategy, commission, slippage, settings, range, indicators);
        return Result.Failure;
    }

    private struct Runner<TCommission, TSlippage>(RunDispatch run, TCommission commission, TSlippage slippage) : IStrategyRunner
        where TCommission : struct, ICommission
        where TSlippage : struct, ISlippage
    {
        public BacktestFailure? Failure { get; private set; }

        public void Run<TStrategy>(TStrategy strategy)
            where TStrategy : IBarStrategy => Failure = run.Run(ref strategy, commission, slippage);

        public void RunSignal<TSignal>(TSignal signal, int warmUp, double smallestTarget)
            where TSignal : struct, ISignal, allows ref struct
        {
            var strategy = new SignalStrategy<TSignal>(signal, warmUp, smallestTarget);
            Failure = run.Run(ref strategy, commission, slippage);
        }
    }
}
