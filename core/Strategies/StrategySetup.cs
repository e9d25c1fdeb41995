using Serverless.Core.Execution.Accounts;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Strategies;

/// <summary>
/// What a strategy is given before the first bar: the facts of its series, and indicators. An indicator is computed once; at each bar
/// <see cref="BarContext"/> gives its values up to then.
/// </summary>
public readonly ref struct StrategySetup
{
    private readonly IndicatorSet indicators;

    internal StrategySetup(IndicatorSet indicators, InstrumentRules instrument) => (this.indicators, Instrument) = (indicators, instrument);

    /// <summary>Name of the instrument.</summary>
    public string Symbol => indicators.Bars.Symbol;

    /// <summary>Length of every bar.</summary>
    public Timeframe Timeframe => indicators.Bars.Timeframe;

    /// <summary>The calendar that annualisation counts by.</summary>
    public Market Market => indicators.Market;

    /// <summary>Bars in a year, the factor of annualisation.</summary>
    public double BarsPerYear => indicators.BarsPerYear;

    /// <summary>What the venue accepts.</summary>
    public InstrumentRules Instrument { get; }

    /// <summary>Simple moving average of the close.</summary>
    public IndicatorColumn Sma(int period) => Column(SimpleMovingAverage.Feature, new(period));

    /// <summary>Exponential moving average of the close.</summary>
    public IndicatorColumn Ema(int period) => Column(ExponentialMovingAverage.Feature, new(period));

    /// <summary>Relative strength index of the close, 0 … 100.</summary>
    public IndicatorColumn Rsi(int period) => Column(RelativeStrengthIndex.Feature, new(period));

    /// <summary>Average true range, in price units.</summary>
    public IndicatorColumn Atr(int period) => Column(AverageTrueRange.Feature, new(period));

    /// <summary>Highest high of the last <paramref name="period"/> bars, the newest included.</summary>
    public IndicatorColumn HighestHigh(int period) => Column(DonchianChannel.Feature, new(period), output: 0);

    /// <summary>Lowest low of the last <paramref name="period"/> bars, the newest included.</summary>
    public IndicatorColumn LowestLow(int period) => Column(DonchianChannel.Feature, new(period), output: 1);

    /// <summary>Annualised realised volatility over <paramref name="period"/> logarithmic returns.</summary>
    public IndicatorColumn Volatility(int period) => Column(RealisedVolatility.Feature, new(period));

    /// <summary>A column of any feature, of <see cref="FeatureCatalog"/> or of your own.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="output">Which of its columns.</param>
    /// <exception cref="ArgumentException">The arguments are not allowed. The run fails.</exception>
    public IndicatorColumn Column(Feature feature, FeatureArguments arguments, int output = 0)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return feature.FindProblem(arguments) is { } problem
            ? throw new ArgumentException(problem, nameof(arguments))
            : indicators.Handle(feature, arguments, output);
    }
}
