using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Arithmetic of <see cref="Timeframe"/>.</summary>
public static class TimeframeExtensions
{
    /// <summary>Length of one bar.</summary>
    public static TimeSpan Length(this Timeframe timeframe) => TimeSpan.FromMinutes((int)timeframe);

    /// <summary>Bars in a year, the factor of annualisation: <see cref="BarClock.BarsPerYear"/>.</summary>
    public static double BarsPerYear(this Timeframe timeframe, Market market) => BarClock.BarsPerYear(timeframe.Length(), market);
}
