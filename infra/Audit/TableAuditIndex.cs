using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Serverless.Core.Audit;
using Serverless.Infra.Storage;

namespace Serverless.Infra.Audit;

/// <summary>
/// The event index as a table: one partition per log, one row per event (keyed by the SHA-256 of its id, which may hold any character),
/// and a row that states the coverage. That row goes last, in the same entity-group transaction as the last rows.
/// </summary>
public sealed class TableAuditIndex(TableClient table, string origin) : IAuditIndex
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "AuditIndex";

    private const string CoverageRow = "coverage";
    private const string EventPrefix = "event-";

    /// <inheritdoc/>
    public Task<long> ReadCoverageAsync(CancellationToken cancellationToken) => AuditStorage.CallAsync("read the index's coverage", async () =>
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(origin, CoverageRow, cancellationToken: cancellationToken);
        return row.HasValue && row.Value!.TryGetValue("Entries", out var value) && value is long entries and > 0 ? entries : 0;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, long>> FindAsync(IReadOnlyCollection<string> eventIds, CancellationToken cancellationToken) =>
        AuditStorage.CallAsync<IReadOnlyDictionary<string, long>>("look up events", async () =>
        {
            var rows = await table.GetManyAsync([.. eventIds.Select(id => (origin, RowKeyOf(id)))], cancellationToken);
            return eventIds.Zip(rows)
                .Where(pair => pair.Second?.TryGetValue("Index", out var value) == true && value is long and >= 0)
                .ToDictionary(pair => pair.First, pair => (long)pair.Second!["Index"], StringComparer.Ordinal);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyCollection<AuditIndexRow> rows, long coverage, CancellationToken cancellationToken) =>
        AuditStorage.CallAsync("write the index", () =>
        {
            var entities = rows
                .Select(row => new TableEntity(origin, RowKeyOf(row.EventId)) { ["EventId"] = row.EventId, ["Index"] = row.Index })
                .Append(new TableEntity(origin, CoverageRow) { ["Entries"] = coverage });
            return table.SubmitAsync(entities.Select(entity => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity)), cancellationToken);
        }, cancellationToken);

    private static string RowKeyOf(string eventId) => EventPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(eventId)));
}
