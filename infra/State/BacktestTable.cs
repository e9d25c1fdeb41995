using Azure.Data.Tables;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>Backtests that were started over HTTP, the newest first; one that was started again after a failure has a row for each start.</summary>
public sealed class BacktestTable(TableClient table)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Backtests";

    private const string Partition = "backtest";

    /// <summary>Adds or replaces a backtest.</summary>
    public Task UpsertAsync(BacktestRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var entity = new TableEntity(Partition, $"{TableKey.NewestFirst(row.RequestedAt)}-{TableKey.Of(row.BacktestId)}")
            .With(nameof(row.BacktestId), row.BacktestId)
            .With(nameof(row.Status), row.Status)
            .With(nameof(row.RequestedAt), row.RequestedAt)
            .With(nameof(row.CompletedAt), row.CompletedAt)
            .With(nameof(row.Title), row.Title)
            .With(nameof(row.Experiment), row.Experiment)
            .With(nameof(row.ConfigHash), row.ConfigHash)
            .With(nameof(row.DataHash), row.DataHash)
            .With(nameof(row.RunId), row.RunId)
            .With(nameof(row.ResultHash), row.ResultHash)
            .With(nameof(row.Message), row.Message);
        return table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The newest backtests.</summary>
    /// <param name="count">Most rows, 1 … 1000.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyList<BacktestRow>> ListAsync(int count, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        return await table.QueryAsync<TableEntity>(filter, count, cancellationToken: cancellationToken).Take(count).Select(Read).ToListAsync(cancellationToken);
    }

    private static BacktestRow Read(TableEntity entity) => new()
    {
        BacktestId = entity.Required<string>(nameof(BacktestRow.BacktestId)),
        Status = entity.Required<string>(nameof(BacktestRow.Status)),
        RequestedAt = entity.Required<DateTimeOffset>(nameof(BacktestRow.RequestedAt)),
        CompletedAt = entity.GetDateTimeOffset(nameof(BacktestRow.CompletedAt)),
        Title = entity.Required<string>(nameof(BacktestRow.Title)),
        Experiment = entity.Required<string>(nameof(BacktestRow.Experiment)),
        ConfigHash = entity.Required<string>(nameof(BacktestRow.ConfigHash)),
        DataHash = entity.Required<string>(nameof(BacktestRow.DataHash)),
        RunId = entity.GetString(nameof(BacktestRow.RunId)),
        ResultHash = entity.GetString(nameof(BacktestRow.ResultHash)),
        Message = entity.GetString(nameof(BacktestRow.Message)),
    };
}
