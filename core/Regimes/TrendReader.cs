using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Regimes;

/// <summary>Regimes of daily closes: the price against its average, and momentum.</summary>
internal static class TrendReader
{
    public static RegimeTimeline<EquityRegime> Equity(BarSeries daily, TrendOptions options) =>
        Read(daily, Market.UsEquities, options, (above, rising) => (above, rising) switch
        {
            (true, true) => EquityRegime.Bull,
            (false, false) => EquityRegime.Bear,
            _ => EquityRegime.Neutral,
        });

    public static RegimeTimeline<CryptoRegime> Crypto(BarSeries daily, TrendOptions options) =>
        Read(daily, Market.Crypto, options, (above, rising) => above && rising ? CryptoRegime.RiskOn : CryptoRegime.RiskOff);

    private static RegimeTimeline<T> Read<T>(BarSeries daily, Market market, TrendOptions options, Func<bool, bool, T> label)
        where T : struct, Enum
    {
        var (average, shorter, longer) = (new double[daily.Count], new double[daily.Count], new double[daily.Count]);
        SimpleMovingAverage.Compute(daily.Close, options.AverageDays, average);
        SimpleReturn.Compute(daily.Close, options.ShortMomentumDays, shorter);
        SimpleReturn.Compute(daily.Close, options.LongMomentumDays, longer);
        var known = BarAvailability.KnownTicks(daily, market);
        var due = PublicationCalendar.NextDue(daily, market);

        var (below, falling) = (new Alarm(0, options.TrendBand), new Alarm(0, options.MomentumBand));
        var confirmation = new Confirmation<T>(options.ConfirmationDays);
        var rows = new List<RegimeTimeline<T>.Row>(daily.Count);
        for (var i = 0; i < daily.Count; i++)
        {
            var (trend, momentum) = ((daily.Close[i] / average[i]) - 1, (shorter[i] + longer[i]) / 2);
            if (!double.IsFinite(trend) || !double.IsFinite(momentum))
                continue;
            var value = confirmation.Next(label(!below.Update(-trend), !falling.Update(-momentum)));
            rows.Add(new(known[i], due[i], value, new RegimeFigures(Momentum: RegimeFigures.Of(momentum), Trend: RegimeFigures.Of(trend))));
        }

        return new RegimeTimeline<T>(daily.Symbol, rows);
    }
}
