namespace Serverless.Core.MarketData;

/// <summary>Which corporate actions the prices of a series are adjusted for.</summary>
public enum PriceAdjustment
{
    /// <summary>The source does not say.</summary>
    Unknown,

    /// <summary>Prices as traded.</summary>
    Raw,

    /// <summary>Adjusted for splits, not for dividends.</summary>
    Split,

    /// <summary>Adjusted for splits and dividends: total returns.</summary>
    SplitAndDividend,
}
