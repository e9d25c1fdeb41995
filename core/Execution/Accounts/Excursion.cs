using System.Numerics.Tensors;
using Serverless.Core.MarketData;

namespace Serverless.Core.Execution.Accounts;

/// <summary>How far the price went while a trade was held, as shares of its entry price.</summary>
/// <param name="Adverse">Against it (MAE); not negative.</param>
/// <param name="Favourable">In its favour (MFE); not negative.</param>
public readonly record struct Excursion(double Adverse, double Favourable)
{
    /// <summary>
    /// Counts only prices that were certainly seen: whole bars between entry and exit; of the bar of an entry at the open all, of any other
    /// entry the close; of the bar of an exit the open and the exit itself, of an exit at the close all.
    /// </summary>
    internal static Excursion Between(BarSeries bars, in OrderFill entry, in OrderFill exit, double entryPrice, double side)
    {
        double lowest = exit.Quote, highest = exit.Quote;
        var firstWhole = entry.Moment == FillMoment.Open ? entry.Bar : entry.Bar + 1;
        var endWhole = exit.Moment == FillMoment.Close ? exit.Bar + 1 : exit.Bar;
        if (entry.Moment == FillMoment.Within && entry.Bar < endWhole)
            See(bars.Close[entry.Bar], ref lowest, ref highest);
        if (exit.Moment != FillMoment.Close && firstWhole <= exit.Bar)
            See(bars.Open[exit.Bar], ref lowest, ref highest);
        if (firstWhole < endWhole)
        {
            lowest = Math.Min(lowest, TensorPrimitives.Min(bars.Low[firstWhole..endWhole]));
            highest = Math.Max(highest, TensorPrimitives.Max(bars.High[firstWhole..endWhole]));
        }

        var adverse = side > 0 ? entryPrice - lowest : highest - entryPrice;
        var favourable = side > 0 ? highest - entryPrice : entryPrice - lowest;
        return new Excursion(Math.Max(0, adverse / entryPrice), Math.Max(0, favourable / entryPrice));
    }

    private static void See(double price, ref double lowest, ref double highest)
    {
        lowest = Math.Min(lowest, price);
        highest = Math.Max(highest, price);
    }
}
