namespace Serverless.Core.MarketData;

/// <summary>Which end of a bar its time means.</summary>
public enum TimeLabel
{
    /// <summary>The time at which the bar opens.</summary>
    Open,

    /// <summary>The time at which the bar closes, or its last second or millisecond (23:59:59.999).</summary>
    Close,
}
