namespace Serverless.Core.Regimes;

/// <summary>Names of regimes as configuration writes them, for example <c>equity_bull</c>, <c>vol_high</c>, <c>crypto_risk_off</c>.</summary>
public static class RegimeKeys
{
    /// <summary>All of them, each dimension's worst first where order has a meaning.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Enum.GetValues<CryptoRegime>().Select(Of),
        .. Enum.GetValues<EquityRegime>().Select(Of),
        .. Enum.GetValues<MacroRegime>().Select(Of),
        .. Enum.GetValues<VolatilityLevel>().Select(Of),
    ];

    /// <summary>Key of a crypto regime.</summary>
    public static string Of(CryptoRegime regime) => regime == CryptoRegime.RiskOn ? "crypto_risk_on" : "crypto_risk_off";

    /// <summary>Key of an equity regime.</summary>
    public static string Of(EquityRegime regime) => regime switch
    {
        EquityRegime.Bull => "equity_bull",
        EquityRegime.Bear => "equity_bear",
        _ => "equity_neutral",
    };

    /// <summary>Key of a macro regime.</summary>
    public static string Of(MacroRegime regime) => regime switch
    {
        MacroRegime.Expansion => "macro_expansion",
        MacroRegime.Recession => "macro_recession",
        _ => "macro_slowdown",
    };

    /// <summary>Key of a volatility regime.</summary>
    public static string Of(VolatilityLevel level) => level switch
    {
        VolatilityLevel.Low => "vol_low",
        VolatilityLevel.High => "vol_high",
        _ => "vol_normal",
    };
}
