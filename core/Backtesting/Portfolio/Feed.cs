using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>A series on the clock of a run: which of its bars is the last known one at each step.</summary>
internal sealed class Feed(BarSeries bars, Market market) : IDisposable
{
    private IndicatorSet? indicators;

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

    /// <summary>A copy of a column over all bars.</summary>
    public double[] Column(Feature feature, FeatureArguments arguments, int output) =>
        (indicators ??= new IndicatorSet(bars, market)).Column(feature, arguments, output).ToArray();

    public void Dispose() => indicators?.Dispose();
}
