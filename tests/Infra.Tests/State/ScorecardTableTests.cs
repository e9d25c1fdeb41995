using Serverless.Core.Scoring;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.State;

public sealed class ScorecardTableTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3, 3)]
    [InlineData(3, 1)]
    [InlineData(120, 250)]
    [InlineData(250, 0)]
    public async Task Replace_OtherNumberOfRows_LeavesExactlyTheNewOnesInOrder(int before, int after)
    {
        var table = new ScorecardTable(await azurite.CreateTableAsync());
        await table.ReplaceAsync("cycle/1", Card(before, seed: 1), evidence: null, Cancellation);
        await table.ReplaceAsync("cycle/2", Card(2, seed: 9), evidence: null, Cancellation);
        await table.ReplaceAsync("cycle/1", Card(after, seed: 2), evidence: null, Cancellation);
        Assert.Equal(Card(after, seed: 2).Rows, await table.ListAsync("cycle/1", Cancellation));
        Assert.Equal(Card(2, seed: 9).Rows, await table.ListAsync("cycle/2", Cancellation));
    }

    [Fact]
    public async Task List_UnknownCycle_IsEmpty() =>
        Assert.Empty(await new ScorecardTable(await azurite.CreateTableAsync()).ListAsync("none", Cancellation));

    private static Scorecard Card(int rows, int seed) => new(new ScoreWeights(), [.. Enumerable.Range(0, rows).Select(i => i % 5 == 4 ? Unranked(i) : Ranked(i, seed))]);

    private static ScorecardRow Unranked(int i) => new()
    {
        StrategyId = $"s-{i}",
        Template = "sma-cross",
        Symbol = "BTCUSDT",
        Version = 1,
        Reason = "No window has a trade.",
    };

    private static ScorecardRow Ranked(int i, int seed) => Unranked(i) with
    {
        Rank = i + 1,
        ParentId = "p",
        Version = 2,
        Score = new UnifiedScore(100d / (i + seed), 1d / 3, 2d / 3, 1e-17, 1),
        Sharpe = -1.25,
        InSampleSharpe = 2,
        TotalReturn = 0,
        Cagr = 1e300,
        Volatility = double.Epsilon,
        MaxDrawdown = 0.1,
        Trades = i,
        Windows = 12,
        MissingBars = 7,
        FilledBars = 6,
        Reason = null,
    };
}
