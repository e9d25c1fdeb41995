using Azure.Data.Tables;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>Optimisations, the newest first.</summary>
public sealed class OptimizationTable(TableClient table)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Optimizations";

    private const string Partition = "optimization";

    /// <summary>Adds or replaces an optimisation.</summary>
    public Task UpsertAsync(OptimizationRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var entity = new TableEntity(Partition, $"{TableKey.NewestFirst(row.RequestedAt)}-{TableKey.Of(row.OptimizationId)}")
            .With(nameof(row.OptimizationId), row.OptimizationId)
            .With(nameof(row.Status), row.Status)
            .With(nameof(row.RequestedAt), row.RequestedAt)
            .With(nameof(row.CompletedAt), row.CompletedAt)
            .With(nameof(row.Title), row.Title)
            .With(nameof(row.Experiment), row.Experiment)
            .With(nameof(row.Method), row.Method)
            .With(nameof(row.Objective), row.Objective)
            .With(nameof(row.Trials), row.Trials)
            .With(nameof(row.ConfigHash), row.ConfigHash)
            .With(nameof(row.TrialsDone), row.TrialsDone)
            .With(nameof(row.BestObjective), row.BestObjective)
            .With(nameof(row.OutOfSampleObjective), row.OutOfSampleObjective)
            .With(nameof(row.DataHash), row.DataHash)
            .With(nameof(row.RunId), row.RunId)
            .With(nameof(row.ResultHash), row.ResultHash)
            .With(nameof(row.Message), row.Message);
        return table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The newest optimisations.</summary>
    /// <param name="count">Most rows, 1 … 1000.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyList<OptimizationRow>> ListAsync(int count, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        return await table.QueryAsync<TableEntity>(filter, count, cancellationToken: cancellationToken).Take(count).Select(Read).ToListAsync(cancellationToken);
    }

    private static OptimizationRow Read(TableEntity entity) => new()
    {
        OptimizationId = entity.Required<string>(nameof(OptimizationRow.OptimizationId)),
        Status = entity.Required<string>(nameof(OptimizationRow.Status)),
        RequestedAt = entity.Required<DateTimeOffset>(nameof(OptimizationRow.RequestedAt)),
        CompletedAt = entity.GetDateTimeOffset(nameof(OptimizationRow.CompletedAt)),
        Title = entity.Required<string>(nameof(OptimizationRow.Title)),
        Experiment = entity.Required<string>(nameof(OptimizationRow.Experiment)),
        Method = entity.Required<string>(nameof(OptimizationRow.Method)),
        Objective = entity.Required<string>(nameof(OptimizationRow.Objective)),
        Trials = entity.Required<int>(nameof(OptimizationRow.Trials)),
        ConfigHash = entity.Required<string>(nameof(OptimizationRow.ConfigHash)),
        TrialsDone = entity.GetInt32(nameof(OptimizationRow.TrialsDone)),
        BestObjective = entity.GetDouble(nameof(OptimizationRow.BestObjective)),
        OutOfSampleObjective = entity.GetDouble(nameof(OptimizationRow.OutOfSampleObjective)),
        DataHash = entity.Required<string>(nameof(OptimizationRow.DataHash)),
        RunId = entity.GetString(nameof(OptimizationRow.RunId)),
        ResultHash = entity.GetString(nameof(OptimizationRow.ResultHash)),
        Message = entity.GetString(nameof(OptimizationRow.Message)),
    };
}
