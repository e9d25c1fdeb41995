using Serverless.Bench;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Tests.Scale;

/// <summary>The platform at the largest size that it promises: 200 strategies in a cycle, 100 of them live. Requests to storage are counted, not timed.</summary>
public sealed class ScaleTests : IAsyncLifetime
{
    // Two years, few candidates: what is stored and asked for is as much as with more of either.
    private static readonly EvaluationOptions Options = new() { HistoryDays = 760, Candidates = 4 };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-scale-");
    private ScaledDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await ScaledDesk.CreateAsync(folder.FullName, Options);

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Cycle_Of200Strategies_RanksAllAndAsksStorageInProportion()
    {
        var some = await desk.CycleAsync("some", 60);
        var more = await desk.CycleAsync("more", 130);
        var most = await desk.CycleAsync("most", 200);

        var rows = await desk.ScorecardAsync("most");
        Assert.Equal(200, rows.Count);
        Assert.True(rows.Count(row => row.Rank is not null) > 150);
        // Seventy strategies more cost the same, whatever was there before; what was asked for once stays where it was.
        var (first, second) = (more.Requests - some.Requests, most.Requests - more.Requests);
        Assert.InRange((double)second / first, 0.9, 1.1);
        Assert.InRange((double)most.Requests / some.Requests, 2.5, 200.0 / 60);
    }

    [Fact]
    public async Task LiveStrategies_Upto100_AreDecidedAboutAndLookedAtInProportion()
    {
        await desk.CycleAsync("cycle", 200);

        var (_, few) = await desk.LookAsync("cycle", 35);
        var (_, many) = await desk.LookAsync("cycle", 100);
        var (plan, decisions) = await desk.PromoteAsync("cycle", 100);

        Assert.InRange((double)many.Requests / few.Requests, 1, 100.0 / 35 * 1.1);
        Assert.InRange(plan.Decided, 100, 120); // the top twenty, of whom most are live
        Assert.InRange(decisions.Requests, 100, 5 * 120);
    }
}
