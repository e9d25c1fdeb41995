using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>A series on the clock of a run: which of its bars is the last known one at each step.</summary>
internal sealed class Feed(BarSeries bars, Market market) : IDisposable
{
    public BarSeries Bars => bars;

    /// <summary>When each bar is known.</summary>
    public long[] Known { get; } = BarAvailability.KnownTicks(bars, market);

    /// <summary>The last bar that is known at each step; −1 before the first.</summary>
    public int[] Rows { get; private set; } = [];

    public void Follow(long[] steps)
    {
        Rows = new int[steps.Length];
        PointInTime.Align(Known, steps, Rows);
    }

    /// <summary>Columns over all bars; valid as long as the run.</summary>
    public IndicatorSet Indicators { get; } = new(bars, market);

    public void Dispose() => Indicators.Dispose();
}
