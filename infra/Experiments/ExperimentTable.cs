using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Serverless.Infra.Keys;
using Serverless.Infra.Storage;

namespace Serverless.Infra.Experiments;

/// <summary>
/// Records of runs. Each is stored three times in one transaction: under its time, under its experiment and time, both the newest first, and
/// under its id; so that each list is one scan of neighbouring rows.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="protection">Seals parameters.</param>
public sealed class ExperimentTable(TableClient table, ContentProtection protection)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Experiments";

    private const string Partition = "experiment";
    private const string ByTime = "time-";
    private const string ByName = "name-";
    private const string ById = "id-";
    private const int Attempts = 20;

    // Sorts after every character of ids and names: what follows a prefix lies before prefix~~.
    private const string End = "~";
    private const string PastAll = "~~";

    /// <summary>
    /// Adds a record, or counts one more run of one that is there. A record with the <see cref="ExperimentRecord.LastRunAt"/> of the one that
    /// is there is the same run told again, and is not counted.
    /// </summary>
    /// <returns>The record as it now stands.</returns>
    /// <exception cref="InvalidDataException">The record has more than a row can hold.</exception>
    /// <exception cref="RequestFailedException">The service refused; others kept changing the same record, for example.</exception>
    public async Task<ExperimentRecord> RecordAsync(ExperimentRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        for (var attempt = 1; ; attempt++)
        {
            var present = await table.GetEntityIfExistsAsync<TableEntity>(Partition, IdKey(record.Key), cancellationToken: cancellationToken);
            var merged = present.HasValue ? Merge(await ReadAsync(present.Value!, cancellationToken), record) : record;
            var byId = await WriteAsync(merged, IdKey(merged.Key), cancellationToken);
            var byTime = await WriteAsync(merged, ByTimeKey(merged), cancellationToken);
            var byName = await WriteAsync(merged, ByNameKey(merged), cancellationToken);
            try
            {
                await table.SubmitAsync(
                    [
                        present.HasValue ? new(TableTransactionActionType.UpdateReplace, byId, present.Value!.ETag) : new(TableTransactionActionType.Add, byId),
                        new(TableTransactionActionType.UpsertReplace, byTime),
                        new(TableTransactionActionType.UpsertReplace, byName),
                    ],
                    cancellationToken);
                return merged;
            }
            catch (RequestFailedException error) when (error.Status is 409 or 412 && attempt < Attempts)
            {
                // Another writer was first; its row is read again.
            }
        }
    }

    /// <summary>The records that a query asks for, in its order.</summary>
    public async Task<IReadOnlyList<ExperimentRecord>> ListAsync(ExperimentQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        // In the order of the rows, the next are the ones; any other order has to see all.
        return query.Sort is null ? await ScanAsync(query, cancellationToken).Take(query.Limit).ToListAsync(cancellationToken)
            : query.Arrange(await ScanAsync(query with { After = null }, cancellationToken).ToListAsync(cancellationToken));
    }

    private async IAsyncEnumerable<ExperimentRecord> ScanAsync(ExperimentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = query.Name is { } name ? $"{ByName}{TableKey.Of(name)}{End}" : ByTime;
        var first = query.To is { } to ? $"{prefix}{TableKey.NewestFirst(to)}{PastAll}" : prefix;
        var past = query.From is { } from ? $"{prefix}{TableKey.NewestFirst(from)}{PastAll}" : prefix + PastAll;
        if (query.After is { } after)
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, IdKey(after), cancellationToken: cancellationToken);
            if (!row.HasValue)
                yield break;
            var record = await ReadAsync(row.Value!, cancellationToken);
            first = query.Name is null ? ByTimeKey(record) : ByNameKey(record);
        }

        // No row has the key of a prefix.
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {first} and RowKey lt {past}");
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (await ReadAsync(entity, cancellationToken) is var record && query.Matches(record))
                yield return record;
        }
    }

    /// <summary>The records whose id begins with <paramref name="idPrefix"/>, by id, then name.</summary>
    public async Task<IReadOnlyList<ExperimentRecord>> FindAsync(string idPrefix, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(idPrefix);
        var first = ById + TableKey.Of(idPrefix);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {first} and RowKey lt {first + PastAll}");
        return await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
            .Select((TableEntity row, CancellationToken cancellation) => ReadAsync(row, cancellation)).ToListAsync(cancellationToken);
    }

    private static ExperimentRecord Merge(ExperimentRecord present, ExperimentRecord again) => again with
    {
        RecordedAt = present.RecordedAt,
        LastRunAt = again.LastRunAt > present.LastRunAt ? again.LastRunAt : present.LastRunAt,
        Runs = again.LastRunAt == present.LastRunAt ? present.Runs : present.Runs + 1,
    };

    private ValueTask<TableEntity> WriteAsync(ExperimentRecord record, string rowKey, CancellationToken cancellationToken) =>
        ExperimentEntity.WriteAsync(protection, record, Partition, rowKey, cancellationToken);

    private ValueTask<ExperimentRecord> ReadAsync(TableEntity row, CancellationToken cancellationToken) => ExperimentEntity.ReadAsync(protection, row, cancellationToken);

    private static string IdKey(ExperimentKey key) => $"{ById}{TableKey.Of(key.Id)}{End}{TableKey.Of(key.Name)}";

    private static string ByTimeKey(ExperimentRecord record) => $"{ByTime}{TimeKey(record)}{End}{TableKey.Of(record.Name)}";

    private static string ByNameKey(ExperimentRecord record) => $"{ByName}{TableKey.Of(record.Name)}{End}{TimeKey(record)}";

    private static string TimeKey(ExperimentRecord record) => $"{TableKey.NewestFirst(record.RecordedAt)}{End}{TableKey.Of(record.Id)}";
}
