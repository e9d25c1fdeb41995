namespace Serverless.Core.MarketData;

/// <summary>How numbers are written.</summary>
public enum NumberStyle
{
    /// <summary>1234.5</summary>
    Plain,

    /// <summary>1,234.5</summary>
    ThousandsComma,

    /// <summary>1234,5 or 1.234,5</summary>
    DecimalComma,
}
