using Serverless.Core.Regimes;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.State;

public sealed class RegimeTableTests(AzuriteFixture azurite)
{
    private static readonly RegimeSnapshot Snapshot =
        new("BTC/USDT", new DateTimeOffset(2026, 1, 31, 20, 0, 0, TimeSpan.Zero).AddTicks(7), 0.6, 0.3, 0.5, 0.8, VolatilityRegime.Elevated, false);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_SeveralSnapshots_DeliversTheNewestFirst()
    {
        var table = new RegimeTable(await azurite.CreateTableAsync());
        var snapshots = Enumerable.Range(0, 5).Select(i => Snapshot with { AsOf = Snapshot.AsOf.AddHours(4 * i), Regime = (VolatilityRegime)i }).ToArray();
        foreach (var snapshot in snapshots.Append(Snapshot with { Symbol = "ETH/USDT", AsOf = Snapshot.AsOf.AddYears(1) }))
            await table.UpsertAsync(snapshot, Cancellation);

        Assert.Equal(snapshots[4], await table.LatestAsync("BTC/USDT", Cancellation));
        Assert.Equal([snapshots[4], snapshots[3], snapshots[2]], await table.ListAsync("BTC/USDT", 3, Cancellation));
        Assert.Null(await table.LatestAsync("SPY", Cancellation));
    }

    [Fact]
    public async Task Upsert_SameSymbolAndTime_Replaces()
    {
        var table = new RegimeTable(await azurite.CreateTableAsync());
        await table.UpsertAsync(Snapshot, Cancellation);
        await table.UpsertAsync(Snapshot with { Stale = true, P25 = null }, Cancellation);
        Assert.Equal([Snapshot with { Stale = true, P25 = null }], await table.ListAsync("BTC/USDT", 10, Cancellation));
    }

    [Fact]
    public async Task ListMarket_SeveralStates_DeliversTheNewestFirstAndNoSymbol()
    {
        var table = new RegimeTable(await azurite.CreateTableAsync());
        await table.UpsertAsync(Snapshot, Cancellation);
        var states = Enumerable.Range(0, 3).Select(day => new RegimeHistory(new RegimeInputs()).At(Snapshot.AsOf.AddDays(day))).ToArray();
        foreach (var state in states)
            await table.UpsertAsync(state, Cancellation);

        Assert.Equal([states[2].ToJson(), states[1].ToJson()], (await table.ListMarketAsync(2, Cancellation)).Select(state => state.ToJson()));
        Assert.Equal([Snapshot], await table.ListAsync(Snapshot.Symbol, 10, Cancellation));
    }

    [Fact]
    public async Task Upsert_NoBarHadClosed_KeepsTheEarliestTime()
    {
        var table = new RegimeTable(await azurite.CreateTableAsync());
        var unknown = new RegimeSnapshot("SPY", DateTimeOffset.MinValue, null, null, null, null, VolatilityRegime.Unknown, true);
        await table.UpsertAsync(unknown, Cancellation);
        Assert.Equal(unknown, await table.LatestAsync("SPY", Cancellation));
    }
}
