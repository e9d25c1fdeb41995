using Serverless.Core.MarketData;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>How many steps of a run make a year, the factor of annualisation.</summary>
internal static class StepsPerYear
{
    private const double TicksPerYear = 365.2425 * TimeSpan.TicksPerDay;

    /// <summary>
    /// The bars in a year of the symbol that has a bar at every step, of several the most; where no symbol has, steps are counted by the clock: daily
    /// bars of funds and coins, say, close at different hours.
    /// </summary>
    /// <param name="symbols">The symbols of the run.</param>
    /// <param name="steps">UTC ticks of its steps, ascending.</param>
    public static double Of(IReadOnlyList<PortfolioSymbol> symbols, ReadOnlySpan<long> steps)
    {
        var most = 0.0;
        foreach (var symbol in symbols)
        {
            if (Covers(symbol, steps))
                most = Math.Max(most, symbol.Bars.Timeframe.BarsPerYear(symbol.Market));
        }

        return most > 0 ? most
            : steps.Length > 1 ? (steps.Length - 1) * (TicksPerYear / (steps[^1] - steps[0]))
            : symbols.Max(symbol => symbol.Bars.Timeframe.BarsPerYear(symbol.Market));
    }

    private static bool Covers(PortfolioSymbol symbol, ReadOnlySpan<long> steps)
    {
        var known = BarAvailability.KnownTicks(symbol.Bars, symbol.Market);
        foreach (var step in steps)
        {
            if (Array.BinarySearch(known, step) < 0)
                return false;
        }

        return true;
    }
}
