using Serverless.Core.Regimes;

namespace Serverless.Core.Tests.Portfolio;

/// <summary>Regime states made by hand.</summary>
internal static class Regime
{
    public static MarketRegimeState Of(
        EquityRegime equity = EquityRegime.Neutral,
        VolatilityLevel volatility = VolatilityLevel.Normal,
        CryptoRegime crypto = CryptoRegime.RiskOff,
        MacroRegime macro = MacroRegime.Expansion) => new(
            DateTimeOffset.UnixEpoch,
            new RegimeReading<CryptoRegime>(default, null, "", RegimeStatus.Current, crypto),
            new RegimeReading<EquityRegime>(default, null, "", RegimeStatus.Current, equity),
            new RegimeReading<MacroRegime>(default, null, "", RegimeStatus.Current, macro),
            new RegimeReading<VolatilityLevel>(default, null, "", RegimeStatus.Current, volatility));
}
