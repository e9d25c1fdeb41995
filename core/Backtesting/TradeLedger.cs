using Serverless.Core.Execution;
using Serverless.Core.MarketData;

namespace Serverless.Core.Backtesting;

/// <summary>Turns fills into trades. One per run.</summary>
internal sealed class TradeLedger(BarSeries bars)
{
    private readonly List<Trade> trades = [];
    private int entryBar;
    private double position;
    private double largest;
    private double openedQuantity;
    private double openedValue;
    private double closedQuantity;
    private double closedValue;
    private double commission;
    private double slippage;

    public IReadOnlyList<Trade> Trades => trades;

    /// <summary>Books a fill at the open of <paramref name="bar"/>, or at its close.</summary>
    public void Book(in Fill fill, int bar, bool atClose)
    {
        if (position == 0)
            entryBar = bar;
        if (position == 0 || Math.Sign(fill.Quantity) == Math.Sign(position))
        {
            openedQuantity += Math.Abs(fill.Quantity);
            openedValue += Math.Abs(fill.Quantity) * fill.Price;
        }
        else
        {
            closedQuantity += Math.Abs(fill.Quantity);
            closedValue += Math.Abs(fill.Quantity) * fill.Price;
        }

        var before = position;
        position += fill.Quantity;
        largest = Math.Max(largest, Math.Abs(position));
        commission += fill.Commission;
        slippage += fill.Slippage;
        if (Math.Abs(position) > largest * 1e-12)
            return;

        Close(Math.Sign(before), bar, atClose);
        position = largest = openedQuantity = openedValue = closedQuantity = closedValue = commission = slippage = 0;
    }

    /// <summary>The position held after the last bar, marked at its close; null when flat.</summary>
    public OpenPosition? Mark(int lastBar)
    {
        if (position == 0)
            return null;
        var mark = bars.Close[lastBar];
        var profit = (Math.Sign(position) * (closedValue - openedValue)) + (position * mark) - commission;
        return new OpenPosition(
            SideOf(position),
            bars.OpenTime(entryBar),
            Math.Abs(position),
            openedValue / openedQuantity,
            mark,
            profit,
            lastBar - entryBar + 1);
    }

    /// <summary>Profits after costs of the closed trades.</summary>
    public double[] NetProfits()
    {
        var profits = new double[trades.Count];
        for (var i = 0; i < profits.Length; i++)
            profits[i] = trades[i].NetProfit;
        return profits;
    }

    private static TradeSide SideOf(double sign) => sign > 0 ? TradeSide.Long : TradeSide.Short;

    private void Close(int sign, int exitBar, bool atClose)
    {
        var entry = openedValue / openedQuantity;
        var (lowest, highest) = Extremes(exitBar, atClose);
        var net = (sign * (closedValue - openedValue)) - commission;
        trades.Add(new Trade(
            SideOf(sign),
            bars.OpenTime(entryBar),
            atClose ? bars.OpenTime(exitBar) + bars.Timeframe.Length() : bars.OpenTime(exitBar),
            largest,
            entry,
            closedValue / closedQuantity,
            net + commission + slippage,
            commission,
            slippage,
            net,
            atClose ? exitBar - entryBar + 1 : exitBar - entryBar,
            Math.Max(0, (sign > 0 ? entry - lowest : highest - entry) / entry),
            Math.Max(0, (sign > 0 ? highest - entry : entry - lowest) / entry)));
    }

    // Whole bars while held; of the bar of an exit at the open only that open was seen.
    private (double Lowest, double Highest) Extremes(int exitBar, bool atClose)
    {
        var open = bars.Open[exitBar];
        var end = atClose ? exitBar + 1 : exitBar;
        return (PriceRange.Lowest(bars.Low[entryBar..end], open), PriceRange.Highest(bars.High[entryBar..end], open));
    }
}
