namespace Serverless.Functions.Hosting;

/// <summary>Which stored series the four regimes are read from, from the settings under <c>Regimes</c>. A list names alternatives: the first that is
/// stored counts.</summary>
public sealed class RegimeSources
{
    /// <summary>Bars of the equity market.</summary>
    public string Equity { get; set; } = "SPY";

    /// <summary>The volatility index.</summary>
    public string VolatilityIndex { get; set; } = "VIX, VIXCLS";

    /// <summary>Bars of the crypto market.</summary>
    public string Crypto { get; set; } = "BTCUSDT, XBTUSD";

    /// <summary>The purchasing managers' index.</summary>
    public string Pmi { get; set; } = "PMI, ISM, NAPM";

    /// <summary>The slope of the yield curve.</summary>
    public string CurveSlope { get; set; } = "T10Y2Y";

    internal static string[] Alternatives(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
