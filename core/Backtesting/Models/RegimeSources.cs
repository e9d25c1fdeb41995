namespace Serverless.Core.Backtesting.Models;

/// <summary>Symbols of the series that regimes are read from; null for none, so that the default of the regime holds, with a warning.</summary>
public sealed record RegimeSources
{
    /// <summary>Daily bars of the equity market.</summary>
    public string? Equity { get; init; } = "SPY";

    /// <summary>Daily volatility index; without one, realised volatility of the equity market stands in.</summary>
    public string? VolatilityIndex { get; init; } = "VIX";

    /// <summary>Daily bars of the crypto market.</summary>
    public string? Crypto { get; init; } = "BTCUSDT";

    /// <summary>Purchasing managers' index.</summary>
    public string? Pmi { get; init; } = "PMI";

    /// <summary>Slope of the yield curve, in percentage points.</summary>
    public string? CurveSlope { get; init; } = "T10Y2Y";
}
