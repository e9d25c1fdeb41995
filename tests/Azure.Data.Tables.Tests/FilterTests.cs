using System.Linq.Expressions;

namespace Azure.Data.Tables.Tests;

public sealed class FilterTests
{
    sealed record Limits(double Floor);

    [Fact]
    public void CreateQueryFilter_Interpolated_SpellsEveryType()
    {
        var time = new DateTimeOffset(2024, 5, 1, 14, 0, 0, TimeSpan.FromHours(2)).AddTicks(7);
        var id = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");

        Assert.Equal("A eq 'it''s' and B eq true", TableClient.CreateQueryFilter($"A eq {"it's"} and B eq {true}"));
        Assert.Equal("A eq -5 and B eq 5L and C eq 5.0 and D eq 0.1", TableClient.CreateQueryFilter($"A eq {-5} and B eq {5L} and C eq {5.0} and D eq {0.1}"));
        Assert.Equal("A lt datetime'2024-05-01T12:00:00.0000007Z'", TableClient.CreateQueryFilter($"A lt {time}"));
        Assert.Equal("A lt datetime'2024-05-01T12:00:00.0000007Z'", TableClient.CreateQueryFilter($"A lt {time.UtcDateTime}"));
        Assert.Equal("A eq guid'0f8fad5b-d9cb-469f-a165-70867728950e'", TableClient.CreateQueryFilter($"A eq {id}"));
        Assert.Equal("A eq X'00FF'", TableClient.CreateQueryFilter($"A eq {new byte[] { 0, 255 }}"));
    }

    [Fact]
    public void CreateQueryFilter_Braces_AreKept() =>
        Assert.Equal("A eq '{0}'", TableClient.CreateQueryFilter($"A eq {"{0}"}"));

    [Fact]
    public void CreateQueryFilter_Null_IsRefused() =>
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter($"A eq {null}"));

    [Fact]
    public void CreateQueryFilter_Expression_UsesStoredNamesAndCapturedValues()
    {
        var limits = new Limits(0.25);
        double[] floors = [1, 2];

        Assert.Equal("(pnl gt 0.25) and (not (Open eq true))", Filter(row => row.ProfitAndLoss > limits.Floor && !row.Open));
        Assert.Equal("Stop lt 2.0", Filter(row => row.Stop < floors[1]));
        Assert.Equal("Stop lt 2.0", Filter(row => row.Stop!.Value < floors[1]));
        Assert.Equal("Hedge eq 'Short'", Filter(row => row.Hedge == Side.Short));
        Assert.Equal("Timestamp ge datetime'1970-01-01T00:00:00.0000000Z'", Filter(row => row.Timestamp >= DateTimeOffset.UnixEpoch));
        Assert.Equal("RowKey lt 'b'", Filter(row => string.CompareOrdinal(row.RowKey, "b") < 0));
        Assert.Equal("RowKey gt 'b'", Filter(row => "b".CompareTo(row.RowKey) < 0));
    }

    [Fact]
    public void CreateQueryFilter_MethodTheServiceLacks_IsRefusedWithTheExpression()
    {
        var exception = Assert.Throws<NotSupportedException>(() => Filter(row => row.Symbol!.StartsWith('B')));

        Assert.Contains("StartsWith", exception.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => Filter(row => row.Lots == row.Volume));
        Assert.Throws<NotSupportedException>(() => Filter(row => row.Symbol == null));
    }

    [Fact]
    public void CreateQueryFilter_Table_UsesTableName() =>
        Assert.Equal("TableName eq 'x'", TableServiceClient.CreateQueryFilter(table => table.Name == "x"));

    static string Filter(Expression<Func<Position, bool>> filter) => TableClient.CreateQueryFilter(filter);
}
