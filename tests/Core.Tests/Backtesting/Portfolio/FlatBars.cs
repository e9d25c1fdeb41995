using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.Backtesting.Portfolio;

/// <summary>Bars that each have one price, one after the other or at given times.</summary>
internal static class FlatBars
{
    public static readonly DateTime Start = new(2024, 3, 4, 0, 0, 0, DateTimeKind.Utc);

    public static BarSeries Of(string symbol, params double[] prices) => Of(symbol, Timeframe.H4, [.. prices.Index()]);

    /// <summary>Bars at a number of bar lengths after <see cref="Start"/>.</summary>
    public static BarSeries Of(string symbol, Timeframe timeframe, params (int Slot, double Price)[] bars)
    {
        double[] prices = [.. bars.Select(bar => bar.Price)];
        long[] ticks = [.. bars.Select(bar => Start.Ticks + (bar.Slot * timeframe.Length().Ticks))];
        return new BarSeries(symbol, timeframe, ticks, prices, prices, prices, prices, Array.ConvertAll(prices, _ => 1e6));
    }
}
