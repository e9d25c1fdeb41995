using System.Collections.Immutable;
using Serverless.Core.Execution.Accounts;

namespace Serverless.Core.Backtesting.Models;

/// <summary>An instrument that the platform trades.</summary>
/// <param name="Class">Name of its <see cref="AssetClass"/>.</param>
public sealed record PlatformAsset(string Class)
{
    /// <summary>Assets that need not be configured, by symbol.</summary>
    public static ImmutableSortedDictionary<string, PlatformAsset> Usual { get; } = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("SPY", new PlatformAsset(AssetClass.Equity)),
            KeyValuePair.Create("QQQ", new PlatformAsset(AssetClass.Equity)),
            KeyValuePair.Create("BTCUSDT", new PlatformAsset(AssetClass.Crypto)),
            KeyValuePair.Create("ETHUSDT", new PlatformAsset(AssetClass.Crypto)),
        ]);

    /// <summary>What its venue accepts.</summary>
    public InstrumentRules Instrument { get; init; } = new();
}
