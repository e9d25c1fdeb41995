using Azure.Data.Tables;
using Serverless.Core.Audit;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>
/// Cycles, the newest first. Each is stored under its time, for lists, and under its id, for look-ups, in one transaction.
/// </summary>
public sealed class CycleTable(TableClient table)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Cycles";

    private const string Partition = "cycle";
    private const string ByTime = "time-";
    private const string ById = "id-";

    /// <summary>Adds or replaces a cycle.</summary>
    public Task UpsertAsync(CycleRow row, CancellationToken cancellationToken) => table.SubmitAsync(
        [
            new(TableTransactionActionType.UpsertReplace, Write(row, $"{ByTime}{TableKey.NewestFirst(row.RequestedAt)}-{TableKey.Of(row.CycleId)}")),
            new(TableTransactionActionType.UpsertReplace, Write(row, ById + TableKey.Of(row.CycleId))),
        ],
        cancellationToken);

    /// <summary>The cycle, or null.</summary>
    public async Task<CycleRow?> FindAsync(string cycleId, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, ById + TableKey.Of(cycleId), cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>A page of cycles, the newest first.</summary>
    /// <param name="size">Most rows of the page, 1 … 1000.</param>
    /// <param name="continuationToken">What the page before gave; null for the first.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<CyclePage> ListAsync(int size, string? continuationToken, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {ByTime}");
        var pages = table.QueryAsync<TableEntity>(filter, size, cancellationToken: cancellationToken).AsPages(continuationToken, size);
        await foreach (var page in pages)
            return new([.. page.Values.Select(Read)], page.ContinuationToken);
        return new([], null);
    }

    private static TableEntity Write(CycleRow row, string rowKey) => new TableEntity(Partition, rowKey)
        .With(nameof(row.CycleId), row.CycleId)
        .With(nameof(row.InstanceId), row.InstanceId)
        .With(nameof(row.Status), row.Status)
        .With(nameof(row.RequestedAt), row.RequestedAt)
        .With(nameof(row.CompletedAt), row.CompletedAt)
        .With(nameof(row.Seed), row.Seed)
        .With(nameof(row.StrategyCount), row.StrategyCount)
        .With(nameof(row.DataHash), row.DataHash)
        .With(nameof(row.ConfigHash), row.ConfigHash)
        .With(nameof(row.ScorecardHash), row.ScorecardHash)
        .With("AuditSize", row.AuditHead?.Size)
        .With("AuditHash", row.AuditHead?.Hash)
        .With(nameof(row.Message), row.Message);

    private static CycleRow Read(TableEntity entity) => new(
        entity.Required<string>(nameof(CycleRow.CycleId)),
        entity.Required<string>(nameof(CycleRow.InstanceId)),
        entity.Required<string>(nameof(CycleRow.Status)),
        entity.Required<DateTimeOffset>(nameof(CycleRow.RequestedAt)),
        entity.GetDateTimeOffset(nameof(CycleRow.CompletedAt)),
        entity.Required<long>(nameof(CycleRow.Seed)),
        entity.Required<int>(nameof(CycleRow.StrategyCount)),
        entity.GetString(nameof(CycleRow.DataHash)),
        entity.GetString(nameof(CycleRow.ConfigHash)),
        entity.GetString(nameof(CycleRow.ScorecardHash)),
        entity.GetInt64("AuditSize") is { } size ? new AuditHead(size, entity.Required<string>("AuditHash")) : null,
        entity.GetString(nameof(CycleRow.Message)));
}
