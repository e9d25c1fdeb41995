using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Adjusts bars for corporate actions, or takes an adjustment back. Pure: the caller keeps the raw series.</summary>
public static class PriceAdjuster
{
    /// <summary>
    /// Prices of one adjustment turned into those of another. Prices are multiplied with split and price factors, volumes divided by split
    /// factors alone. Factors count relative to the bar that keeps its prices, so nothing that happened after the last bar shows.
    /// </summary>
    /// <param name="bars">Bars of a US instrument; a daily bar is of the date of its open in UTC, a shorter one of that in New York.</param>
    /// <param name="factors">The instrument's corporate actions.</param>
    /// <param name="from">What the prices are adjusted for already: raw in exchange files, splits in Yahoo's <c>Close</c>.</param>
    /// <param name="to">What they shall be adjusted for.</param>
    /// <param name="direction">Which end keeps its prices.</param>
    /// <exception cref="ArgumentException">An adjustment is unknown, or a bar lies outside the dates of the factors; the message names
    /// the bar.</exception>
    public static BarSeries Adjust(
        BarSeries bars,
        AdjustmentFactors factors,
        PriceAdjustment from,
        PriceAdjustment to,
        AdjustmentDirection direction = AdjustmentDirection.Backward)
    {
        if (bars.Count == 0)
            return bars;
        var (price, split) = (new double[bars.Count], new double[bars.Count]);
        var dates = Dates(bars);
        var row = 0;
        for (var i = 0; i < dates.Length; i++)
        {
            if (dates[i] < factors.First || dates[i] > factors.Last)
            {
                throw new ArgumentException(
                    $"{bars.Symbol}: bar {i} is of {dates[i]:yyyy-MM-dd}, but the factors cover {factors.First:yyyy-MM-dd} to {factors.Last:yyyy-MM-dd}. "
                    + "Take the bars within, or factors that reach further.",
                    nameof(factors));
            }

            while (factors.Rows[row].Through < dates[i])
                row++;
            price[i] = Price(factors.Rows[row], to) / Price(factors.Rows[row], from);
            split[i] = Split(factors.Rows[row], from) / Split(factors.Rows[row], to);
        }

        var anchor = direction == AdjustmentDirection.Backward ? dates.Length - 1 : 0;
        Normalise(price, anchor);
        Normalise(split, anchor);
        return new BarSeries(
            bars.Symbol,
            bars.Timeframe,
            bars.OpenTicks.ToArray(),
            Multiply(bars.Open, price),
            Multiply(bars.High, price),
            Multiply(bars.Low, price),
            Multiply(bars.Close, price),
            Multiply(bars.Volume, split));
    }

    /// <summary>The date of each bar, by which factors are looked up.</summary>
    internal static DateOnly[] Dates(BarSeries bars)
    {
        if (bars.Count == 0)
            throw new ArgumentException($"{bars.Symbol}: there is no bar.", nameof(bars));
        var dates = new DateOnly[bars.Count];
        for (var i = 0; i < dates.Length; i++)
        {
            var ticks = bars.Timeframe == Timeframe.D1 ? bars.OpenTicks[i] : NewYorkTime.FromUtc(bars.OpenTicks[i]);
            dates[i] = DateOnly.FromDayNumber((int)(ticks / TimeSpan.TicksPerDay));
        }

        return dates;
    }

    private static double Price(AdjustmentRow row, PriceAdjustment adjustment) => adjustment switch
    {
        PriceAdjustment.Raw => 1,
        PriceAdjustment.Split => row.SplitFactor,
        PriceAdjustment.SplitAndDividend => row.SplitFactor * row.PriceFactor,
        _ => throw new ArgumentException("Say what the prices are adjusted for; Unknown cannot be adjusted.", nameof(adjustment)),
    };

    private static double Split(AdjustmentRow row, PriceAdjustment adjustment) => adjustment == PriceAdjustment.Raw ? 1 : row.SplitFactor;

    private static void Normalise(double[] factors, int anchor)
    {
        var unit = factors[anchor];
        for (var i = 0; i < factors.Length; i++)
            factors[i] /= unit;
    }

    private static double[] Multiply(ReadOnlySpan<double> values, double[] factors)
    {
        var result = new double[factors.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = values[i] * factors[i];
        return result;
    }
}
