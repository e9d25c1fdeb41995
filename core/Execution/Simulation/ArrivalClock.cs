using Serverless.Core.Execution.Matching;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Execution.Simulation;

/// <summary>
/// Where orders arrive: a decision is made when its bar is known, and the delay runs by the clock, also while there are no bars. An order
/// that arrives between bars waits for the next open.
/// </summary>
internal sealed class ArrivalClock(BarSeries bars, Market market, OrderLatency latency)
{
    private readonly long[] begun = BarAvailability.BegunTicks(bars, market);
    private readonly long[] known = BarAvailability.KnownTicks(bars, market);

    /// <summary>The bar in which an order arrives, and the share of its time that has passed then.</summary>
    /// <param name="earliest">First bar that it could trade in without a delay.</param>
    /// <param name="id">The order.</param>
    public (int Bar, double Share) Find(int earliest, int id)
    {
        if (earliest >= known.Length)
            return (earliest, 0);
        var arrival = known[earliest - 1] + latency.DelayOf(id);
        // The first bar that ends after the arrival.
        var found = known.AsSpan(earliest).BinarySearch(arrival + 1);
        var bar = earliest + (found >= 0 ? found : ~found);
        return bar == known.Length
            ? (bar, 0)
            : (bar, Math.Max(0, (double)(arrival - begun[bar]) / (known[bar] - begun[bar])));
    }
}
