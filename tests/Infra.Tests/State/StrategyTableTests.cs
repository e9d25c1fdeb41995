using System.Collections.Immutable;
using Serverless.Core.Strategies;
using Serverless.Infra.Keys;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.State;

public sealed class StrategyTableTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_KnownInALaterCycle_KeepsLineageAndFirstCycle()
    {
        var table = new StrategyTable(await azurite.CreateTableAsync(), ContentProtection.None);
        await table.AddAsync([Strategy("a", 1), Strategy("b", 2)], "cycle-1", Cancellation);
        await table.AddAsync([Strategy("b", 2) with { ParentId = "a", Version = 5 }, Strategy("c", 3)], "cycle-2", Cancellation);

        Assert.Equal(
            [new(Strategy("a", 1), "cycle-1"), new(Strategy("b", 2), "cycle-1"), new StrategyRow(Strategy("c", 3), "cycle-2")],
            await table.ListAsync("sma-cross", Cancellation));
    }

    [Fact]
    public async Task Add_ManyOverTemplates_StoresEachUnderItsTemplate()
    {
        var table = new StrategyTable(await azurite.CreateTableAsync(), ContentProtection.None);
        var strategies = Enumerable.Range(0, 230).Select(i => Strategy($"s{i:D3}", i) with { Template = i % 2 == 0 ? "sma-cross" : "breakout" }).ToArray();
        await table.AddAsync(strategies, "cycle-1", Cancellation);
        Assert.Equal(strategies.Where((_, i) => i % 2 == 1), (await table.ListAsync("breakout", Cancellation)).Select(row => row.Configuration));
        Assert.Equal(strategies[42], (await table.FindAsync("sma-cross", "s042", Cancellation))?.Configuration);
        Assert.Null(await table.FindAsync("breakout", "s042", Cancellation));
    }

    private static StrategyConfiguration Strategy(string id, double fast) => new(
        id, "sma-cross", 1, 1, null, "BTCUSDT", ImmutableSortedDictionary<string, double>.Empty.Add("fast", fast).Add("slow", 0.1 + 0.2));
}
