using Azure.Data.Tables;

namespace Serverless.Infra.Storage;

/// <summary>Reading and writing several rows of a table.</summary>
internal static class TableExtensions
{
    private const int TransactionSize = 100;
    private const int ParallelReads = 16;

    /// <summary>The rows with these keys, in the same order; null where there is none.</summary>
    /// <remarks>Point reads side by side: a filter that joins row keys with "or" makes the service scan the partition.</remarks>
    public static async Task<IReadOnlyList<TableEntity?>> GetManyAsync(
        this TableClient table, IReadOnlyList<(string PartitionKey, string RowKey)> keys, CancellationToken cancellationToken)
    {
        var rows = new TableEntity?[keys.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, rows.Length, options, async (i, cancellation) =>
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(keys[i].PartitionKey, keys[i].RowKey, cancellationToken: cancellation);
            rows[i] = row.HasValue ? row.Value : null;
        });
        return rows;
    }

    /// <summary>
    /// Submits actions on one partition, in order, in as few entity-group transactions as the service allows. Each transaction is atomic;
    /// several are not.
    /// </summary>
    /// <returns>The number of transactions.</returns>
    public static async Task<int> SubmitAsync(this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        var transactions = 0;
        foreach (var transaction in actions.Chunk(TransactionSize))
        {
            await table.SubmitTransactionAsync(transaction, cancellationToken);
            transactions++;
        }

        return transactions;
    }
}
