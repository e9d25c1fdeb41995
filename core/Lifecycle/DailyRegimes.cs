using Serverless.Core.MarketData;
using Serverless.Core.Regimes;
using Serverless.Core.Time;

namespace Serverless.Core.Lifecycle;

/// <summary>The volatility regime of a market at the end of each UTC day.</summary>
public static class DailyRegimes
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Regime at the last bar that opened on each day with bars: days since 1970-01-01, ascending.</summary>
    public static IReadOnlyList<(int Day, VolatilityRegime Regime)> Of(BarSeries series, Market market)
    {
        ArgumentNullException.ThrowIfNull(series);
        var labels = VolatilityRegimeClassifier.Classify(series, market);
        var days = new List<(int Day, VolatilityRegime Regime)>();
        for (var i = 0; i < labels.Length; i++)
        {
            var day = (int)(series.OpenTicks[i] / TimeSpan.TicksPerDay) - Epoch;
            if (days.Count > 0 && days[^1].Day == day)
                days[^1] = (day, labels[i]);
            else
                days.Add((day, labels[i]));
        }

        return days;
    }
}
