using Serverless.Testing;

namespace Azure.Data.Tables.Tests;

public sealed class RandomEntityTests(AzuriteFixture azurite) : TableTest(azurite)
{
    const int Count = 100;

    readonly Random random = new(20240229);

    [Fact]
    public async Task Query_RandomValues_ReturnsWhatWasStored()
    {
        var stored = Enumerable.Range(0, Count).Select(Next).ToList();
        await Table.SubmitTransactionAsync(stored.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), Cancellation);

        var read = await Table.QueryAsync<Position>(cancellationToken: Cancellation).ToListAsync(Cancellation);

        Assert.Equal(stored.Select(Values), read.Select(Values));
    }

    [Fact]
    public async Task Query_RandomTexts_EachFilterFindsExactlyItsRow()
    {
        var stored = Enumerable.Range(0, Count).Select(Next).ToList();
        await Table.SubmitTransactionAsync(stored.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), Cancellation);

        foreach (var row in stored.Take(20))
        {
            var found = await Table.QueryAsync<Position>(candidate => candidate.Symbol == row.Symbol, cancellationToken: Cancellation).ToListAsync(Cancellation);
            Assert.Equal(row.RowKey, Assert.Single(found).RowKey);
        }
    }

    static object Values(Position row) => new
    {
        row.RowKey,
        row.Symbol,
        row.Open,
        row.Lots,
        row.Volume,
        row.Price,
        row.Stop,
        row.OpenedAt,
        row.OrderId,
        Payload = Convert.ToHexString(row.Payload!),
        row.Side,
        row.Hedge,
    };

    Position Next(int index) => new()
    {
        PartitionKey = "p",
        RowKey = $"{index:D3}",
        Symbol = $"{index} {Text()}",
        Open = random.Next(2) == 0,
        Lots = random.Next(int.MinValue, int.MaxValue),
        Volume = random.NextInt64(long.MinValue, long.MaxValue),
        Price = Number(),
        Stop = random.Next(2) == 0 ? null : random.Next(-3, 3),
        OpenedAt = new DateTimeOffset(random.NextInt64(new DateTime(1601, 1, 1).Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero),
        OrderId = new Guid(Bytes(16)),
        Payload = Bytes(random.Next(64)),
        Side = (Side)random.Next(2),
        Hedge = random.Next(3) switch { 0 => Side.Long, 1 => Side.Short, _ => null },
    };

    string Text() => string.Concat(Enumerable.Range(0, random.Next(24)).Select(_ => random.GetItems((string[])["'", "\"", "\\", " ", "%", "&", "a", "é", "東", "\U0001F600", "\r\n", "--", "(", "eq"], 1)[0]));

    double Number()
    {
        var number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        return double.IsFinite(number) ? number : 0;
    }

    byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
