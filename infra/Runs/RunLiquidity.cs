using Serverless.Core.MarketData;
using Serverless.Core.Metrics;

namespace Serverless.Infra.Runs;

/// <summary>Measures the markets of a run.</summary>
internal static class RunLiquidity
{
    /// <summary>Of every series that can be measured, over the time of the run.</summary>
    /// <param name="bars">What was traded.</param>
    /// <param name="closeTicks">UTC closes of the steps, in ticks.</param>
    public static IReadOnlyList<MarketLiquidity> Of(IEnumerable<BarSeries> bars, long[] closeTicks)
    {
        if (closeTicks.Length == 0)
            return [];
        // The first step is a bar that opened before its close.
        var (first, last) = (new DateTime(closeTicks[0], DateTimeKind.Utc), new DateTime(closeTicks[^1], DateTimeKind.Utc));
        return [.. bars.Select(series => MarketLiquidity.Of(series, first - series.Timeframe.Length(), last)).OfType<MarketLiquidity>()];
    }
}
