using System.Globalization;
using Azure.Data.Tables;
using Serverless.Infra.Experiments;
using Serverless.Infra.Keys;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Experiments;

public sealed class ExperimentTableTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_SameRunAgain_IsOneRecordThatCountsTwo()
    {
        var (table, rows) = await CreateAsync();
        await table.RecordAsync(Records.Create("run-1"), Cancellation);
        await table.RecordAsync(Records.Create("run-1", day: 3), Cancellation);
        var toldAgain = await table.RecordAsync(Records.Create("run-1", day: 3), Cancellation);

        var record = Assert.Single(await table.ListAsync(new ExperimentQuery(), Cancellation));
        Assert.Equal((2, Records.Start, Records.Start.AddDays(3)), (record.Runs, record.RecordedAt, record.LastRunAt));
        Assert.Equal((2, Records.Start), (toldAgain.Runs, toldAgain.RecordedAt));
        Assert.Single(await table.ListAsync(new ExperimentQuery { Name = "alpha" }, Cancellation));
        Assert.Equal(3, await rows.QueryAsync<TableEntity>(cancellationToken: Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task Record_ManyAtOnce_CountsEach()
    {
        var (table, _) = await CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(day => table.RecordAsync(Records.Create("run-1", day: day), Cancellation)));

        var record = Assert.Single(await table.ListAsync(new ExperimentQuery(), Cancellation));
        Assert.Equal(6, record.Runs);
        Assert.Equal(Records.Start.AddDays(5), record.LastRunAt);
        Assert.Single(await table.FindAsync("run-1", Cancellation));
        Assert.Single(await table.ListAsync(new ExperimentQuery { Name = "alpha" }, Cancellation));
    }

    [Fact]
    public async Task Record_MoreThanAColumnHolds_ComesBackWhole()
    {
        var (table, _) = await CreateAsync();
        var figures = Enumerable.Range(0, 3000).Select(i => (string.Create(CultureInfo.InvariantCulture, $"modèle-{i}/sharpe"), 1d / (i + 1))).ToArray();
        var large = Records.Create("large") with { Metrics = Records.Sorted(figures) };

        await table.RecordAsync(large, Cancellation);

        var read = Assert.Single(await table.FindAsync("large", Cancellation));
        Assert.Equal(large.Metrics, read.Metrics);
        Assert.Equal(large.Parameters, read.Parameters);
        Assert.Equal(large with { Metrics = read.Metrics, Parameters = read.Parameters, Models = read.Models, Data = read.Data, Artefacts = read.Artefacts }, read);
        Assert.Equal((large.Models[0], large.Data[0], large.Artefacts[0]), (read.Models[0], read.Data[0], read.Artefacts[0]));
        var tooLarge = large with { Error = "x", Parameters = Records.Sorted(("note", new string('n', 500_000))) };
        Assert.Contains("a row holds", (await Assert.ThrowsAsync<InvalidDataException>(() => table.RecordAsync(tooLarge, Cancellation))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ByNameTimeAndModel_FindsThoseNewestFirst()
    {
        var (table, _) = await CreateAsync();
        foreach (var record in new[]
        {
            Records.Create("a", "alpha", day: 1), Records.Create("b", "alpha", day: 3, version: "2"), Records.Create("c", "alpha2", day: 2), Records.Create("a", "beta", day: 4),
        })
        {
            await table.RecordAsync(record, Cancellation);
        }

        Assert.Equal(["a/beta", "b/alpha", "c/alpha2", "a/alpha"], await KeysAsync(new ExperimentQuery()));
        Assert.Equal(["b/alpha", "a/alpha"], await KeysAsync(new ExperimentQuery { Name = "alpha" }));
        Assert.Equal(["b/alpha"], await KeysAsync(new ExperimentQuery { Name = "alpha", Limit = 1 }));
        Assert.Equal(["b/alpha", "c/alpha2"], await KeysAsync(new ExperimentQuery { From = Records.Start.AddDays(2), To = Records.Start.AddDays(4) }));
        Assert.Equal(["a/alpha"], await KeysAsync(new ExperimentQuery { Name = "alpha", To = Records.Start.AddDays(3) }));
        Assert.Equal(["b/alpha"], await KeysAsync(new ExperimentQuery { Model = new("sma-cross", "2") }));
        Assert.Empty(await KeysAsync(new ExperimentQuery { Model = new("sma", "") }));
        Assert.Equal(["a/alpha", "c/alpha2", "b/alpha", "a/beta"], await KeysAsync(new ExperimentQuery { Sort = "recorded_at", Ascending = true }));

        async Task<IEnumerable<string>> KeysAsync(ExperimentQuery query) => (await table.ListAsync(query, Cancellation)).Select(record => $"{record.Id}/{record.Name}");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("alpha", null)]
    [InlineData(null, "sharpe")]
    public async Task List_AfterARecord_GoesOnBehindItWhateverWasAddedMeanwhile(string? name, string? sort)
    {
        var (table, _) = await CreateAsync();
        for (var i = 0; i < 7; i++)
            await table.RecordAsync(Records.Create($"run-{i}", i == 6 ? "beta" : "alpha", day: i % 3, sharpe: i), Cancellation);
        var query = new ExperimentQuery { Name = name, Sort = sort };
        var all = await table.ListAsync(query, Cancellation);

        var pages = new List<ExperimentRecord>();
        for (ExperimentKey? after = null; await table.ListAsync(query with { After = after, Limit = 2 }, Cancellation) is [.., var last] page; after = last.Key)
        {
            pages.AddRange(page);
            await table.RecordAsync(Records.Create($"newer-{after?.Id}", day: 9, sharpe: 9), Cancellation);
        }

        Assert.Equal(all.Select(record => record.Key), pages.Select(record => record.Key));
        Assert.Empty(await table.ListAsync(query with { After = new("none", "alpha") }, Cancellation));
    }

    [Fact]
    public async Task Find_BeginningOfAnId_FindsAllThatHaveIt()
    {
        var (table, _) = await CreateAsync();
        foreach (var record in new[] { Records.Create("sma-12"), Records.Create("sma-12", "beta"), Records.Create("sma-123"), Records.Create("rsi-1") })
            await table.RecordAsync(record, Cancellation);

        Assert.Equal(["sma-123", "sma-12", "sma-12"], (await table.FindAsync("sma-1", Cancellation)).Select(record => record.Id));
        Assert.Equal(["sma-123"], (await table.FindAsync("sma-123", Cancellation)).Select(record => record.Id));
        Assert.Empty(await table.FindAsync("sma-13", Cancellation));
    }

    private async Task<(ExperimentTable Table, TableClient Rows)> CreateAsync()
    {
        var rows = await azurite.CreateTableAsync();
        return (new ExperimentTable(rows, ContentProtection.None), rows);
    }
}
