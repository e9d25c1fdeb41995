using Serverless.Core.Audit;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.State;

public sealed class CycleTableTests(AzuriteFixture azurite)
{
    private static readonly CycleRow Running = new(
        "cycle-1", "cycle-1", "Running", new DateTimeOffset(2026, 1, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(1234567), null, long.MaxValue, 60);

    private static readonly CycleRow Completed = Running with
    {
        Status = "Completed",
        CompletedAt = Running.RequestedAt.AddMinutes(3),
        DataHash = new('d', 64),
        ConfigHash = new('c', 64),
        ScorecardHash = new('5', 64),
        AuditHead = new AuditHead(184, new('a', 64)),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upsert_CycleEnds_ReplacesItsRowInListAndLookUp()
    {
        var cycles = new CycleTable(await azurite.CreateTableAsync());
        foreach (var row in new[] { Running, Completed, Running with { Status = "Failed", Message = "no data" } })
        {
            await cycles.UpsertAsync(row, Cancellation);
            Assert.Equal(row, await cycles.FindAsync(row.CycleId, Cancellation));
            Assert.Equal([row], (await cycles.ListAsync(10, null, Cancellation)).Rows);
        }
    }

    [Fact]
    public async Task List_InPages_DeliversTheNewestFirstAndEachOnce()
    {
        var cycles = new CycleTable(await azurite.CreateTableAsync());
        var rows = Enumerable.Range(0, 25).Select(i => Running with { CycleId = $"c/{i}", RequestedAt = Running.RequestedAt.AddHours(i * 7 % 25) }).ToArray();
        foreach (var row in rows)
            await cycles.UpsertAsync(row, Cancellation);

        var listed = new List<CycleRow>();
        string? token = null;
        do
        {
            var page = await cycles.ListAsync(10, token, Cancellation);
            Assert.InRange(page.Rows.Count, 1, 10);
            listed.AddRange(page.Rows);
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(rows.OrderByDescending(row => row.RequestedAt), listed);
        Assert.Equal(rows[3], await cycles.FindAsync("c/3", Cancellation));
    }

    [Fact]
    public async Task Find_Unknown_IsNull()
    {
        var cycles = new CycleTable(await azurite.CreateTableAsync());
        Assert.Null(await cycles.FindAsync("none", Cancellation));
        Assert.Empty((await cycles.ListAsync(10, null, Cancellation)).Rows);
    }
}
