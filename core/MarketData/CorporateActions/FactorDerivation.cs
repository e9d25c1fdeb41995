using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Makes tables of factors from other descriptions of the same corporate actions. The tables cover the bars they are made
/// from.</summary>
public static class FactorDerivation
{
    // Adjusted closes come as single-precision floats or with six decimals: this is above their noise, and below any dividend.
    private const double SameRatio = 1e-6;

    /// <summary>
    /// Factors from dividends and splits, as CRSP and Yahoo define total returns: on its ex-date a dividend multiplies all earlier prices with
    /// 1 − amount / last close before it. Actions that are not between the first and the last bar have no effect on them, and are left out.
    /// </summary>
    /// <param name="raw">Prices as traded.</param>
    /// <param name="splits">Splits, in any order.</param>
    /// <param name="dividends">Dividends, in any order.</param>
    /// <exception cref="ArgumentException">There is no bar, or a dividend is not less than the close before it.</exception>
    public static AdjustmentFactors FromActions(BarSeries raw, IEnumerable<ShareSplit> splits, IEnumerable<CashDividend> dividends)
    {
        var dates = PriceAdjuster.Dates(raw);
        var splitOn = splits.ToLookup(split => split.ExDate, split => split.Ratio);
        var paidOn = dividends.ToLookup(dividend => dividend.ExDate, dividend => dividend.Amount);
        var exDates = splitOn.Select(split => split.Key).Union(paidOn.Select(dividend => dividend.Key)).OrderDescending();

        var row = new AdjustmentRow(dates[^1], 1, 1, raw.Close[^1]);
        var rows = new Stack<AdjustmentRow>([row]);
        foreach (var exDate in exDates)
        {
            var before = FirstNotBefore(dates, exDate) - 1;
            if (before < 0 || before == dates.Length - 1)
                continue;
            var close = raw.Close[before];
            var paid = paidOn[exDate].Sum();
            if (paid >= close)
                throw new ArgumentException($"{raw.Symbol}: the dividend {paid} of {exDate:yyyy-MM-dd} is not less than the close {close} before it.", nameof(dividends));
            row = new AdjustmentRow(
                exDate.AddDays(-1), row.PriceFactor * (1 - (paid / close)), splitOn[exDate].Aggregate(row.SplitFactor, (factor, ratio) => factor / ratio), close);
            rows.Push(row);
        }

        return new AdjustmentFactors(dates[0], rows);
    }

    /// <summary>Dividend factors from a column of adjusted closes, such as Yahoo's <c>Adj Close</c> beside its split-adjusted
    /// <c>Close</c>.</summary>
    /// <param name="bars">Bars of a day or less.</param>
    /// <param name="adjustedClose">The adjusted close of each bar, with at least six significant digits.</param>
    /// <exception cref="ArgumentException">There is no bar, the lengths differ, or a close is not positive.</exception>
    public static AdjustmentFactors FromAdjustedClose(BarSeries bars, ReadOnlySpan<double> adjustedClose)
    {
        if (adjustedClose.Length != bars.Count)
            throw new ArgumentException($"{bars.Symbol}: there are {bars.Count} bars, but {adjustedClose.Length} adjusted closes.", nameof(adjustedClose));
        var dates = PriceAdjuster.Dates(bars);
        var latest = adjustedClose[^1] / bars.Close[^1];
        var rows = new List<AdjustmentRow>();
        var ratio = adjustedClose[0] / bars.Close[0];
        for (var i = 1; i <= dates.Length; i++)
        {
            var next = i < dates.Length ? adjustedClose[i] / bars.Close[i] : double.NaN;
            if (Math.Abs((next / ratio) - 1) <= SameRatio)
                continue;
            rows.Add(new AdjustmentRow(dates[i - 1], ratio / latest, 1, bars.Close[i - 1]));
            ratio = next;
        }

        return new AdjustmentFactors(dates[0], rows);
    }

    private static int FirstNotBefore(DateOnly[] dates, DateOnly date)
    {
        var found = Array.BinarySearch(dates, date);
        return found >= 0 ? found : ~found;
    }
}
