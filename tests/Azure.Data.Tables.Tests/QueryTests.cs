using Serverless.Testing;

namespace Azure.Data.Tables.Tests;

public sealed class QueryTests(AzuriteFixture azurite) : TableTest(azurite)
{
    static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    async Task AddAsync(params Position[] positions)
    {
        foreach (var chunk in positions.GroupBy(position => position.PartitionKey).SelectMany(partition => partition.Chunk(100)))
            await Table.SubmitTransactionAsync(chunk.Select(position => new TableTransactionAction(TableTransactionActionType.Add, position)), Cancellation);
    }

    async Task AddNumberedAsync(int count) =>
        await AddAsync([.. Enumerable.Range(0, count).Select(i => new Position { PartitionKey = $"p {i % 2}'", RowKey = $"{i:D5} é", Lots = i })]);

    [Fact]
    public async Task Query_MoreThanAThousandRows_ReturnsEachOnce()
    {
        await AddNumberedAsync(2_100);

        var asynchronous = await Table.QueryAsync<Position>(cancellationToken: Cancellation).ToListAsync(Cancellation);
        var synchronous = Table.Query<Position>(cancellationToken: Cancellation).ToList();

        Assert.Equal(Enumerable.Range(0, 2_100), asynchronous.Select(position => position.Lots).Order());
        Assert.Equal(asynchronous.Select(position => position.RowKey), synchronous.Select(position => position.RowKey));
    }

    [Fact]
    public async Task Query_MaxPerPage_BoundsEachPage()
    {
        await AddNumberedAsync(25);

        var pages = await Table.QueryAsync<Position>(maxPerPage: 10, cancellationToken: Cancellation).AsPages().ToListAsync(Cancellation);

        Assert.Equal(25, pages.Sum(page => page.Values.Count));
        Assert.All(pages, page => Assert.InRange(page.Values.Count, 0, 10));
        Assert.All(pages.SkipLast(1), page => Assert.NotNull(page.ContinuationToken));
        Assert.Null(pages[^1].ContinuationToken);
    }

    [Fact]
    public async Task AsPages_ContinuationToken_GoesOnAfterTheLastPage()
    {
        await AddNumberedAsync(30);
        var query = Table.Query<Position>(maxPerPage: 7, cancellationToken: Cancellation);
        var first = query.AsPages().First();

        var rest = query.AsPages(first.ContinuationToken).SelectMany(page => page.Values);

        Assert.Equal(Enumerable.Range(0, 30), first.Values.Concat(rest).Select(position => position.Lots).Order());
    }

    [Fact]
    public void AsPages_ForeignContinuationToken_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Table.Query<Position>(cancellationToken: Cancellation).AsPages("x").First());

    [Fact]
    public async Task QueryAsync_CanceledWhileEnumerating_Throws()
    {
        await AddNumberedAsync(20);
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Table.QueryAsync<Position>(maxPerPage: 5, cancellationToken: Cancellation).WithCancellation(cancel.Token))
                await cancel.CancelAsync();
        });
    }

    [Fact]
    public async Task Query_Expression_ComparesEveryType()
    {
        var id = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");
        await AddAsync(
            new Position { PartitionKey = "p", RowKey = "a", Symbol = "BTC", Lots = 1, Volume = 1L << 40, Price = 1.5, Open = true, OpenedAt = Noon, OrderId = id, Side = Side.Short, ProfitAndLoss = 5 },
            new Position { PartitionKey = "p", RowKey = "b", Symbol = "ETH", Lots = 2, Volume = 1L << 41, Price = 2.0, Open = false, OpenedAt = Noon.AddMilliseconds(1), Side = Side.Long, ProfitAndLoss = -5 });
        var symbol = "BTC";

        Assert.Equal("a", Only(row => row.Symbol == symbol));
        Assert.Equal("b", Only(row => row.Symbol != symbol));
        Assert.Equal("a", Only(row => row.Lots < 2));
        Assert.Equal("b", Only(row => row.Volume > 1L << 40));
        Assert.Equal("b", Only(row => row.Price >= 2));
        Assert.Equal("a", Only(row => row.Open));
        Assert.Equal("b", Only(row => !row.Open));
        Assert.Equal("b", Only(row => row.OpenedAt > Noon));
        Assert.Equal("a", Only(row => row.OrderId == id));
        Assert.Equal("a", Only(row => row.Side == Side.Short));
        Assert.Equal("b", Only(row => row.ProfitAndLoss < 0));
        Assert.Equal("b", Only(row => string.Compare(row.RowKey, "b") >= 0));
        Assert.Equal("a", Only(row => row.RowKey.CompareTo("b") < 0));
        Assert.Equal("b", Only(row => row.PartitionKey == "p" && (row.Lots == 2 || row.Price == 7)));
        Assert.Equal("a", Only(row => 2 > row.Lots));

        string Only(System.Linq.Expressions.Expression<Func<Position, bool>> filter) =>
            Assert.Single(Table.Query(filter, cancellationToken: Cancellation)).RowKey;
    }

    [Fact]
    public async Task Query_ExpressionOverTableEntity_ReadsNamedProperties()
    {
        await Table.AddEntityAsync(new TableEntity("p", "a") { ["Score"] = 0.5, ["Stage"] = "paper" }, Cancellation);
        await Table.AddEntityAsync(new TableEntity("p", "b") { ["Score"] = 0.7, ["Stage"] = "live" }, Cancellation);

        var row = Assert.Single(Table.Query<TableEntity>(
            entity => entity.GetDouble("Score") > 0.6 && entity.GetString("Stage") == "live", cancellationToken: Cancellation));

        Assert.Equal("b", row.RowKey);
    }

    [Fact]
    public async Task Query_InjectionInValue_MatchesOnlyThatText()
    {
        var text = "x' or PartitionKey ne 'y";
        await AddAsync(new Position { PartitionKey = "p", RowKey = "a", Symbol = text }, new Position { PartitionKey = "p", RowKey = "b", Symbol = "z" });

        var interpolated = Assert.Single(Table.Query<Position>(TableClient.CreateQueryFilter($"Symbol eq {text}"), cancellationToken: Cancellation));
        var expression = Assert.Single(Table.Query<Position>(row => row.Symbol == text, cancellationToken: Cancellation));

        Assert.Equal(("a", "a"), (interpolated.RowKey, expression.RowKey));
    }

    [Fact]
    public async Task Query_Select_ReadsOnlyThose()
    {
        await AddAsync(new Position { PartitionKey = "p", RowKey = "a", Lots = 3, Volume = 4 });

        var row = Assert.Single(Table.Query<Position>(select: ["RowKey", "Lots"], cancellationToken: Cancellation));

        Assert.Equal(("a", 3, 0L), (row.RowKey, row.Lots, row.Volume));
    }

    [Fact]
    public async Task Query_MalformedFilter_Throws400()
    {
        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.QueryAsync<Position>("PartitionKey eq", cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask());

        Assert.Equal(400, exception.Status);
    }
}
