using Serverless.Core.MarketData;

namespace Serverless.Core.Regimes;

/// <summary>The series that regimes are read from; null where there is none.</summary>
public sealed record RegimeInputs
{
    /// <summary>Daily bars of the equity market, such as SPY.</summary>
    public BarSeries? Equity { get; init; }

    /// <summary>Daily volatility index, such as VIX.</summary>
    public Observations? VolatilityIndex { get; init; }

    /// <summary>Daily bars of the crypto market, such as BTCUSDT.</summary>
    public BarSeries? Crypto { get; init; }

    /// <summary>Purchasing managers' index.</summary>
    public Observations? Pmi { get; init; }

    /// <summary>Slope of the yield curve, such as T10Y2Y, in percentage points.</summary>
    public Observations? CurveSlope { get; init; }
}
