using Serverless.Core.Execution.Costs;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>From names to types: the structs of commission and slippage, so that the loop is compiled for them and calls them directly.</summary>
internal static class CostDispatch
{
    /// <summary>Gives <paramref name="user"/> the models of <paramref name="run"/>.</summary>
    /// <param name="run">The configuration.</param>
    /// <param name="indicators">Indicators of the bars that are traded, for models that look at them.</param>
    /// <param name="user">Receives the models.</param>
    public static TResult Use<TResult>(RunConfiguration run, IndicatorSet indicators, ICostUser<TResult> user) => run.Commission switch
    {
        CommissionModel.BasisPoints model => Use(new BasisPointCommission(model.Bps), run, indicators, user),
        CommissionModel.Fixed model => Use(new FixedCommission(model.Amount), run, indicators, user),
        CommissionModel.PerShare model => Use(new PerShareCommission(model.Amount, model.Minimum), run, indicators, user),
        CommissionModel.Tiered model => Use(new TieredCommission(model.Tiers), run, indicators, user),
        _ => throw new NotSupportedException($"There is no commission {run.Commission}."),
    };

    private static TResult Use<TCommission, TResult>(
        TCommission commission, RunConfiguration run, IndicatorSet indicators, ICostUser<TResult> user)
        where TCommission : struct, ICommission => run.Slippage switch
        {
            SlippageModel.BasisPoints model => user.Use(commission, new BasisPointSlippage(model.Bps)),
            SlippageModel.Ticks model => user.Use(commission, FixedSlippage.Ticks(model.Count, run.Instrument.TickSize)),
            SlippageModel.Spread model => user.Use(commission, FixedSlippage.HalfSpread(model.Width)),
            SlippageModel.AverageRange model => user.Use(commission, AverageRange(model, indicators)),
            SlippageModel.LinearImpact model =>
                user.Use(commission, new LinearImpactSlippage(indicators.Bars.Volume.ToArray(), model.Coefficient)),
            SlippageModel.SquareRootImpact model => user.Use(commission, SquareRoot(model, indicators)),
            _ => throw new NotSupportedException($"There is no slippage {run.Slippage}."),
        };

    private static AverageRangeSlippage AverageRange(SlippageModel.AverageRange model, IndicatorSet indicators) =>
        new(indicators.Atr(model.Period).ToArray(), model.Multiple, model.FallbackBps);

    // Volume and variance of a day from those of bars: both add up over the bars that make a day.
    private static SquareRootImpactSlippage SquareRoot(SlippageModel.SquareRootImpact model, IndicatorSet indicators)
    {
        var bars = indicators.Bars;
        var daysPerYear = Timeframe.D1.BarsPerYear(indicators.Market);
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
}
