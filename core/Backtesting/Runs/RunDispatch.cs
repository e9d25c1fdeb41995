using Serverless.Core.Execution.Costs;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>
/// Goes from names to types: picks the struct of the commission, then of the slippage, then of the strategy, so that the loop is compiled for
/// the three of them and calls them directly.
/// </summary>
/// <param name="configuration">What to run.</param>
/// <param name="indicators">Indicators of its bars.</param>
/// <param name="range">Bars to trade.</param>
/// <param name="equity">Receives the equity alone; null for a whole result.</param>
internal sealed class RunDispatch(RunConfiguration configuration, IndicatorSet indicators, Range range, double[]? equity)
{
    private readonly IndicatorSet indicators = indicators;
    private readonly Range range = range;
    private readonly double[]? equity = equity;
    private readonly EventBacktestSettings settings = ConfiguredRun.SettingsOf(configuration, indicators.Bars);

    /// <summary>The whole result, when it was asked for.</summary>
    public EventBacktestResult? Result { get; private set; }

    /// <summary>Why the run stopped, or null.</summary>
    public BacktestFailure? Failure { get; private set; }

    public void Execute()
    {
        switch (configuration.Commission)
        {
            case CommissionModel.BasisPoints model:
                WithCommission(new BasisPointCommission(model.Bps));
                break;
            case CommissionModel.Fixed model:
                WithCommission(new FixedCommission(model.Amount));
                break;
            case CommissionModel.PerShare model:
                WithCommission(new PerShareCommission(model.Amount, model.Minimum));
                break;
            case CommissionModel.Tiered model:
                WithCommission(new TieredCommission(model.Tiers));
                break;
            default:
                throw new NotSupportedException($"There is no commission {configuration.Commission}.");
        }
    }

    private void WithCommission<TCommission>(TCommission commission)
        where TCommission : struct, ICommission
    {
        switch (configuration.Slippage)
        {
            case SlippageModel.BasisPoints model:
                WithCosts(commission, new BasisPointSlippage(model.Bps));
                break;
            case SlippageModel.Ticks model:
                WithCosts(commission, FixedSlippage.Ticks(model.Count, configuration.Instrument.TickSize));
                break;
            case SlippageModel.Spread model:
                WithCosts(commission, FixedSlippage.HalfSpread(model.Width));
                break;
            case SlippageModel.AverageRange model:
                var average = indicators.Handle(AverageTrueRange.Feature, new(model.Period)).Memory(indicators.Bars.Count);
                WithCosts(commission, new AverageRangeSlippage(average, model.Multiple, model.FallbackBps));
                break;
            case SlippageModel.LinearImpact model:
                WithCosts(commission, new LinearImpactSlippage(indicators.Bars.Volume.ToArray(), model.Coefficient));
                break;
            case SlippageModel.SquareRootImpact model:
                WithCosts(commission, SquareRoot(model));
                break;
            default:
                throw new NotSupportedException($"There is no slippage {configuration.Slippage}.");
        }
    }

    private void WithCosts<TCommission, TSlippage>(TCommission commission, TSlippage slippage)
        where TCommission : struct, ICommission
        where TSlippage : struct, ISlippage
    {
        var strategy = configuration.Strategies[0];
        var runner = new Runner<TCommission, TSlippage>(this, commission, slippage);
        strategy.Definition.Run(indicators, strategy.Parameters, ref runner);
    }

    // Volume and volatility of a day from those of bars: both add up over the bars that make a day.
    private SquareRootImpactSlippage SquareRoot(SlippageModel.SquareRootImpact model)
    {
        var bars = indicators.Bars;
        var daysPerYear = Timeframe.D1.BarsPerYear(configuration.Market);
        var volume = new double[bars.Count];
        SimpleMovingAverage.Compute(bars.Volume, model.Window, volume);
        var volatility = indicators.Volatility(model.Window).ToArray();
        for (var i = 0; i < volume.Length; i++)
        {
            volume[i] *= indicators.BarsPerYear / daysPerYear;
            volatility[i] /= Math.Sqrt(daysPerYear);
        }

        return new SquareRootImpactSlippage(volume, volatility, model.Coefficient);
    }

    private readonly struct Runner<TCommission, TSlippage>(RunDispatch run, TCommission commission, TSlippage slippage) : IStrategyRunner
        where TCommission : struct, ICommission
        where TSlippage : struct, ISlippage
    {
        public void Run<TStrategy>(TStrategy strategy)
            where TStrategy : IBarStrategy, allows ref struct
        {
            var bars = run.indicators.Bars;
            if (run.equity is { } equity)
            {
                run.Failure = EventBacktester.RunCurve(bars, ref strategy, commission, slippage, run.settings, run.range.Start.Value, equity, run.indicators);
                return;
            }

            run.Result = EventBacktester.Run(bars, ref strategy, commission, slippage, run.settings, run.range, run.indicators);
            run.Failure = run.Result.Failure;
        }
    }
}
