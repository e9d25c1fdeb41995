using Azure;
using Azure.Data.Tables;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>
/// Alerts, the newest first. What a look finds, who takes care, and what the webhook knows are written apart from each other, so that none
/// overwrites the others.
/// </summary>
public sealed class AlertTable(TableClient table)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Alerts";

    private const string Partition = "alert";
    private const string NoNews = "None";

    /// <summary>Adds or updates alerts by key and time of opening.</summary>
    public Task UpsertAsync(IEnumerable<Alert> alerts, CancellationToken cancellationToken) => table.SubmitAsync(
        alerts.Select(alert => new TableTransactionAction(TableTransactionActionType.UpsertMerge, Write(alert))), cancellationToken);

    /// <summary>The alerts that are open.</summary>
    public Task<IReadOnlyList<StoredAlert>> ListOpenAsync(CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and IsOpen eq true"), int.MaxValue, cancellationToken);

    /// <summary>The alerts of which the webhook does not know all.</summary>
    public Task<IReadOnlyList<StoredAlert>> ListPendingAsync(CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and Pending ne {NoNews}"), int.MaxValue, cancellationToken);

    /// <summary>The newest alerts, open or not.</summary>
    public Task<IReadOnlyList<StoredAlert>> ListAsync(int count, CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), count, cancellationToken);

    /// <summary>The alert, or null.</summary>
    public async Task<StoredAlert?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>Notes who takes care of an alert; the first stays.</summary>
    public async Task<StoredAlert> AcknowledgeAsync(StoredAlert stored, string by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (stored.Alert.AcknowledgedBy is not null)
            return stored;
        var row = new TableEntity(Partition, stored.Id).With(nameof(Alert.AcknowledgedBy), by).With(nameof(Alert.AcknowledgedAt), at);
        await table.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellationToken);
        return stored with { Alert = stored.Alert with { AcknowledgedBy = by, AcknowledgedAt = at } };
    }

    /// <summary>Notes that the webhook knows all of an alert, unless there is something newer.</summary>
    public async Task SetToldAsync(StoredAlert stored, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        try
        {
            await table.UpdateEntityAsync(new TableEntity(Partition, stored.Id).With(nameof(Alert.Pending), NoNews), stored.ETag, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 412)
        {
            // It changed meanwhile: what is new is told with the next look.
        }
    }

    private async Task<IReadOnlyList<StoredAlert>> QueryAsync(string filter, int count, CancellationToken cancellationToken) =>
        await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Take(count).Select(Read).ToListAsync(cancellationToken);

    private static TableEntity Write(Alert alert)
    {
        var row = new TableEntity(Partition, $"{TableKey.NewestFirst(alert.OpenedAt)}_{TableKey.Of(alert.Key)}")
            .With(nameof(alert.Key), alert.Key)
            .With(nameof(alert.Rule), alert.Rule)
            .With(nameof(alert.Subject), alert.Subject)
            .With(nameof(alert.Severity), alert.Severity.ToString())
            .With(nameof(alert.Cause), alert.Cause)
            .With(nameof(alert.NextAction), alert.NextAction)
            .With(nameof(alert.OpenedAt), alert.OpenedAt)
            .With(nameof(alert.LastSeenAt), alert.LastSeenAt)
            .With(nameof(alert.ClosedAt), alert.ClosedAt)
            .With(nameof(alert.IsOpen), alert.IsOpen)
            .With(nameof(alert.Pending), alert.Pending?.ToString() ?? NoNews);
        // A graver alert needs somebody anew; an empty text is nobody.
        return alert.Pending == AlertNews.Escalated ? row.With(nameof(alert.AcknowledgedBy), "") : row;
    }

    private static StoredAlert Read(TableEntity entity)
    {
        var by = entity.GetString(nameof(Alert.AcknowledgedBy));
        return new StoredAlert(entity.RowKey, new Alert
        {
            Key = entity.Required<string>(nameof(Alert.Key)),
            Rule = entity.Required<string>(nameof(Alert.Rule)),
            Subject = entity.Required<string>(nameof(Alert.Subject)),
            Severity = Enum.Parse<AlertSeverity>(entity.Required<string>(nameof(Alert.Severity))),
            Cause = entity.Required<string>(nameof(Alert.Cause)),
            NextAction = entity.Required<string>(nameof(Alert.NextAction)),
            OpenedAt = entity.Required<DateTimeOffset>(nameof(Alert.OpenedAt)),
            LastSeenAt = entity.Required<DateTimeOffset>(nameof(Alert.LastSeenAt)),
            ClosedAt = entity.GetDateTimeOffset(nameof(Alert.ClosedAt)),
            AcknowledgedBy = string.IsNullOrEmpty(by) ? null : by,
            AcknowledgedAt = string.IsNullOrEmpty(by) ? null : entity.GetDateTimeOffset(nameof(Alert.AcknowledgedAt)),
            Pending = Enum.TryParse<AlertNews>(entity.Required<string>(nameof(Alert.Pending)), out var news) ? news : null,
        }, entity.ETag);
    }
}
