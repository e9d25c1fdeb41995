using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Regimes;

namespace Serverless.Core.Strategies.Models;

/// <summary>Holds each coin, in equal shares, while its momentum over 30 and 60 days (the mean of both returns) is positive and the crypto regime is
/// <see cref="CryptoRegime.RiskOn"/>. Long-only.</summary>
public sealed class CryptoMomentumModel_v1() : AssetModel(
    new StrategySchema
    {
        Name = nameof(CryptoMomentumModel_v1),
        Category = StrategyIdea.Momentum,
        Description = "Coins with positive momentum over 30 and 60 days, only while the crypto regime is risk-on; long-only, daily bars.",
        Tags = ["momentum", "crypto", "daily", "regime"],
        Inputs =
        [
            StrategyInput.Int("short", 30, 5, 90, "Days of the shorter momentum.", step: 5),
            StrategyInput.Int("long", 60, 10, 180, "Days of the longer momentum.", step: 10),
        ],
    },
    new SemanticVersion(1, 0, 0),
    "BTCUSDT",
    "ETHUSDT")
{
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(20);

    /// <inheritdoc/>
    protected override ModelTarget? Decide(string asset, ModelContext context, StrategyParameters parameters)
    {
        // The gate needs no prices: what is risky is left also when they are missing.
        if (context.Regime.Crypto.Value != CryptoRegime.RiskOn)
            return new ModelTarget(asset, 0) { Urgency = Urgency.High };
        var daily = context[asset, Timeframe.D1];
        var shorter = daily.Last(SimpleReturn.Feature, new(parameters.Int("short")));
        var longer = daily.Last(SimpleReturn.Feature, new(parameters.Int("long")));
        if (!double.IsFinite(shorter + longer))
            return null;
        return shorter + longer > 0
            ? new ModelTarget(asset, 1.0 / context.Universe.Count) { Confidence = shorter > 0 && longer > 0 ? 1 : 0.5, Horizon = Horizon }
            : new ModelTarget(asset, 0);
    }
}
