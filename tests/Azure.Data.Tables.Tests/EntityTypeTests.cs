using Serverless.Testing;

namespace Azure.Data.Tables.Tests;

public sealed class EntityTypeTests(AzuriteFixture azurite) : TableTest(azurite)
{
    static readonly DateTimeOffset Time = new DateTimeOffset(2024, 2, 29, 23, 59, 58, TimeSpan.FromHours(2)).AddTicks(1_234_567);

    static Position Full => new()
    {
        PartitionKey = "book",
        RowKey = "1",
        Symbol = "BTC \"perp\" — ärger \U0001F600",
        Open = true,
        Lots = int.MinValue,
        Volume = long.MaxValue,
        Price = 0.1 + 0.2,
        Stop = 42,
        OpenedAt = Time,
        ClosedAt = Time.UtcDateTime,
        OrderId = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
        Payload = [0, 255, 1],
        Blob = new BinaryData([7, 8]),
        Side = Side.Short,
        Hedge = Side.Long,
        ProfitAndLoss = -1.5,
        Note = "not stored",
    };

    [Fact]
    public async Task GetEntity_TypedEntity_ReturnsEveryValue()
    {
        await Table.AddEntityAsync(Full, Cancellation);

        var read = (await Table.GetEntityAsync<Position>("book", "1", cancellationToken: Cancellation)).Value;

        var expected = Full;
        Assert.Equal(expected.Symbol, read.Symbol);
        Assert.Equal(expected.Open, read.Open);
        Assert.Equal(expected.Lots, read.Lots);
        Assert.Equal(expected.Volume, read.Volume);
        Assert.Equal(expected.Price, read.Price);
        Assert.Equal(42.0, read.Stop);
        Assert.Equal(expected.OpenedAt, read.OpenedAt);
        Assert.Equal(expected.ClosedAt, read.ClosedAt);
        Assert.Equal(DateTimeKind.Utc, read.ClosedAt.Kind);
        Assert.Equal(expected.OrderId, read.OrderId);
        Assert.Equal(expected.Payload, read.Payload);
        Assert.Equal(expected.Blob!.ToArray(), read.Blob!.ToArray());
        Assert.Equal(Side.Short, read.Side);
        Assert.Equal(Side.Long, read.Hedge);
        Assert.Equal(-1.5, read.ProfitAndLoss);
        Assert.Null(read.Note);
        Assert.NotNull(read.Timestamp);
        Assert.NotEqual(default, read.ETag);
    }

    [Fact]
    public async Task GetEntity_TypedEntityReadAsTableEntity_HasTheServicesTypes()
    {
        await Table.AddEntityAsync(Full, Cancellation);

        var read = (await Table.GetEntityAsync<TableEntity>("book", "1", cancellationToken: Cancellation)).Value;

        Assert.Equal(long.MaxValue, read.GetInt64("Volume"));
        Assert.Equal(int.MinValue, read.GetInt32("Lots"));
        Assert.Equal(42.0, read.GetDouble("Stop"));
        Assert.Equal(Time, read.GetDateTimeOffset("OpenedAt"));
        Assert.Equal(Time.UtcDateTime, read.GetDateTime("OpenedAt"));
        Assert.Equal(Full.OrderId, read.GetGuid("OrderId"));
        Assert.Equal([0, 255, 1], read.GetBinary("Payload"));
        Assert.Equal([0, 255, 1], read.GetBinaryData("Payload")!.ToArray());
        Assert.True(read.GetBoolean("Open"));
        Assert.Equal("Short", read.GetString("Side"));
        Assert.Equal(-1.5, read.GetDouble("pnl"));
        Assert.Null(read.GetString("Note"));
        Assert.False(read.ContainsKey("Note"));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(3.0)]
    [InlineData(1e300)]
    [InlineData(5e-324)]
    [InlineData(double.MaxValue)]
    [InlineData(9007199254740993.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task GetEntity_Double_ReturnsTheSameNumber(double value)
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = value }, Cancellation);

        var read = (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;

        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(read.GetDouble("Value")!.Value));
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("a b+c%20&d=e")]
    [InlineData("Zürich — 東京 \U0001F600")]
    [InlineData("PartitionKey eq '")]
    [InlineData("..")]
    [InlineData("(x),(y);:@!$*")]
    [InlineData("")]
    public async Task GetEntity_SpecialCharactersInKeys_FindsTheEntity(string key)
    {
        await Table.AddEntityAsync(new TableEntity(key, key) { ["Value"] = 1 }, Cancellation);
        await Table.UpsertEntityAsync(new TableEntity(key, key) { ["Value"] = 2 }, TableUpdateMode.Replace, Cancellation);

        var read = (await Table.GetEntityAsync<TableEntity>(key, key, cancellationToken: Cancellation)).Value;

        Assert.Equal(2, read.GetInt32("Value"));
        Assert.Equal(key, read.RowKey);
        Assert.Equal(204, (await Table.DeleteEntityAsync(key, key, read.ETag, Cancellation)).Status);
    }

    [Fact]
    public async Task AddEntity_DecimalProperty_IsRefusedByName()
    {
        var exception = await Assert.ThrowsAsync<NotSupportedException>(
            () => Table.AddEntityAsync(new TableEntity("p", "r") { ["Cash"] = 1.5m }, Cancellation));

        Assert.Contains("'Cash'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Decimal", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddEntity_LocalDateTime_IsRefused()
    {
        var local = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Local);

        await Assert.ThrowsAsync<NotSupportedException>(
            () => Table.AddEntityAsync(new TableEntity("p", "r") { ["At"] = local }, Cancellation));
    }

    [Fact]
    public async Task GetEntity_PropertyOfAnotherType_NamesEntityAndProperty()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Lots"] = "many" }, Cancellation);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Table.GetEntityAsync<Position>("p", "r", cancellationToken: Cancellation));

        Assert.Contains("'p'/'r'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Position.Lots", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetEntity_Select_ReadsOnlyThose()
    {
        await Table.AddEntityAsync(Full, Cancellation);

        var read = (await Table.GetEntityAsync<Position>("book", "1", ["Lots", "pnl"], Cancellation)).Value;

        Assert.Equal((int.MinValue, -1.5, 0L), (read.Lots, read.ProfitAndLoss, read.Volume));
    }
}
