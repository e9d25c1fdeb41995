using Azure.Data.Tables;
using Serverless.Infra.State;

namespace Serverless.EndToEnd;

/// <summary>Tables are projections: emptied and rebuilt from the trail, they are what they were, row by row and column by column.</summary>
internal static class RebuiltTables
{
    private static readonly string[] Names = [ScorecardTable.TableName, DeploymentTable.TableName];

    public static async Task AssertEqualAsync(string connectionString)
    {
        var tables = new TableServiceClient(connectionString);
        var live = await ReadAsync(tables);
        Assert.All(Names, name => Assert.Contains(live.Keys, key => key.StartsWith($"{name}/", StringComparison.Ordinal)));
        foreach (var name in Names)
        {
            foreach (var row in await tables.GetTableClient(name).QueryAsync<TableEntity>().ToListAsync())
                await tables.GetTableClient(name).DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }

        var rebuilt = await CliProcess.RunAsync("audit", "rebuild", "--storage", connectionString);

        Assert.True(rebuilt.ExitCode == 0, rebuilt.Errors + rebuilt.Output);
        Assert.Equal(live, await ReadAsync(tables));
    }

    /// <summary>All columns as text, but for when and in which version a row was stored.</summary>
    public static async Task<SortedDictionary<string, string>> ReadAsync(TableServiceClient tables)
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            await foreach (var row in tables.GetTableClient(name).QueryAsync<TableEntity>())
            {
                var columns = row.Where(column => column.Key is not ("odata.etag" or "Timestamp")).OrderBy(column => column.Key, StringComparer.Ordinal);
                rows.Add($"{name}/{row.PartitionKey}/{row.RowKey}", string.Join('\n', columns.Select(column => FormattableString.Invariant($"{column.Key} = {column.Value:R} ({column.Value?.GetType().Name})"))));
            }
        }

        return rows;
    }
}
