using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Regimes;

/// <summary>Volatility regimes of an index, or of the market's own realised volatility where there is none.</summary>
internal static class VolatilityReader
{
    public static RegimeTimeline<VolatilityLevel> Index(Observations index, VolatilityOptions options)
    {
        var due = PublicationCalendar.NextDue(index);
        // An index at the threshold itself is no longer low.
        var (stirring, high) = (new Alarm(Math.BitDecrement(options.LowBelow), options.Band), new Alarm(options.HighAbove, options.Band));
        var confirmation = new Confirmation<VolatilityLevel>(options.ConfirmationDays);
        var rows = new List<RegimeTimeline<VolatilityLevel>.Row>(index.Count);
        for (var i = 0; i < index.Count; i++)
        {
            var value = index.Values[i];
            var (isStirring, isHigh) = (stirring.Update(value), high.Update(value));
            var shown = isHigh ? VolatilityLevel.High : isStirring ? VolatilityLevel.Normal : VolatilityLevel.Low;
            rows.Add(new(index.KnownTicks[i], due[i], confirmation.Next(shown), new RegimeFigures(Vix: RegimeFigures.Of(value))));
        }

        return new RegimeTimeline<VolatilityLevel>(index.Symbol, rows);
    }

    /// <summary>The lowest quarter of the market's volatilities so far is low, the highest is high (<see cref="VolatilityRegimeClassifier"/>).</summary>
    public static RegimeTimeline<VolatilityLevel> Realised(BarSeries daily, VolatilityOptions options)
    {
        var quarters = VolatilityRegimeClassifier.Classify(daily, Market.UsEquities);
        var volatility = new double[daily.Count];
        RealisedVolatility.Compute(
            daily.Close,
            VolatilityRegimeClassifier.Window(daily.Timeframe, Market.UsEquities),
            daily.Timeframe.BarsPerYear(Market.UsEquities),
            volatility);
        var known = BarAvailability.KnownTicks(daily, Market.UsEquities);
        var due = PublicationCalendar.NextDue(daily, Market.UsEquities);
        var confirmation = new Confirmation<VolatilityLevel>(options.ConfirmationDays);
        var rows = new List<RegimeTimeline<VolatilityLevel>.Row>(daily.Count);
        for (var i = 0; i < daily.Count; i++)
        {
            if (quarters[i] == VolatilityRegime.Unknown)
                continue;
            var shown = quarters[i] switch
            {
                VolatilityRegime.Low => VolatilityLevel.Low,
                VolatilityRegime.High => VolatilityLevel.High,
                _ => VolatilityLevel.Normal,
            };
            rows.Add(new(known[i], due[i], confirmation.Next(shown), new RegimeFigures(Volatility: RegimeFigures.Of(volatility[i]))));
        }

        return new RegimeTimeline<VolatilityLevel>(daily.Symbol, rows);
    }
}
