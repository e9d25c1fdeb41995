namespace Serverless.Core.MarketData;

/// <summary>Length of a bar. Bars of every timeframe start on multiples of it since midnight UTC (H4: 00, 04, …, 20).</summary>
public enum Timeframe
{
    /// <summary>One minute.</summary>
    M1 = 1,

    /// <summary>Fifteen minutes.</summary>
    M15 = 15,

    /// <summary>Thirty minutes.</summary>
    M30 = 30,

    /// <summary>One hour.</summary>
    H1 = 60,

    /// <summary>Four hours.</summary>
    H4 = 240,

    /// <summary>One calendar day of UTC, or one trading session labelled by its date.</summary>
    D1 = 1440,
}
