using Azure.Storage.Blobs;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;

namespace Serverless.EndToEnd;

/// <summary>A platform with two years of synthetic H4 bars of two symbols, enough for four walk-forward windows each, and a macro
/// series, which must not be traded.</summary>
public sealed class SyntheticPlatform : IAsyncLifetime
{
    private const int Bars = 2 * 365 * 6;
    private static readonly DateTimeOffset Start = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private Platform? platform;

    internal Platform Platform => platform!;

    internal static Task SeedAsync(string connectionString) => SeedAsync(new BlobServiceClient(connectionString));

    internal static async Task SeedAsync(BlobServiceClient blobs)
    {
        var store = new MarketDataStore(blobs, TimeProvider.System);
        foreach (var symbol in new[] { "SYNAUSD", "SYNBUSD" })
            await store.SaveAsync(SyntheticMarket.Generate(symbol, Timeframe.H4, Start, Bars, seed: 5), Market.Crypto, DataOrigin.Synthetic(5), []);
        await store.SaveAsync(SyntheticMarket.Generate("VIX", Timeframe.D1, Start, Bars / 6, seed: 5), Market.Macro, DataOrigin.Synthetic(5), []);
    }

    public async ValueTask InitializeAsync() => platform = await Platform.StartAsync(SeedAsync);

    public ValueTask DisposeAsync() => platform?.DisposeAsync() ?? ValueTask.CompletedTask;
}
