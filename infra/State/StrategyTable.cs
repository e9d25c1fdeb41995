using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using Serverless.Core.Strategies;
using Serverless.Infra.Keys;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>Every strategy configuration ever generated: one partition per template, one row per id. Parameters are sealed.</summary>
/// <param name="table">The table.</param>
/// <param name="protection">Seals parameters.</param>
public sealed class StrategyTable(TableClient table, ContentProtection protection)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Strategies";

    /// <summary>Adds the configurations that are not there yet; those that are keep their lineage and first cycle.</summary>
    public async Task AddAsync(IReadOnlyList<StrategyConfiguration> strategies, string cycleId, CancellationToken cancellationToken)
    {
        var present = await table.GetManyAsync([.. strategies.Select(KeyOf)], cancellationToken);
        foreach (var template in strategies.Where((_, i) => present[i] is null).GroupBy(strategy => strategy.Template))
        {
            var rows = new List<TableEntity>();
            foreach (var strategy in template)
                rows.Add(await WriteAsync(new(strategy, cycleId), cancellationToken));
            await table.SubmitAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken);
        }
    }

    /// <summary>The configuration, or null.</summary>
    public async Task<StrategyRow?> FindAsync(string template, string strategyId, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(TableKey.Of(template), TableKey.Of(strategyId), cancellationToken: cancellationToken);
        return row.HasValue ? await ReadAsync(row.Value!, cancellationToken) : null;
    }

    /// <summary>All configurations of a template, by id.</summary>
    public async Task<IReadOnlyList<StrategyRow>> ListAsync(string template, CancellationToken cancellationToken) =>
        await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Of(template)}"), cancellationToken: cancellationToken)
            .Select((TableEntity entity, CancellationToken cancellation) => ReadAsync(entity, cancellation))
            .ToListAsync(cancellationToken);

    private static (string PartitionKey, string RowKey) KeyOf(StrategyConfiguration strategy) => (TableKey.Of(strategy.Template), TableKey.Of(strategy.Id));

    private static string IdentityOf(string partitionKey, string rowKey) => $"{TableName}/{partitionKey}/{rowKey}";

    private async Task<TableEntity> WriteAsync(StrategyRow row, CancellationToken cancellationToken)
    {
        var strategy = row.Configuration;
        var (partitionKey, rowKey) = KeyOf(strategy);
        var parameters = await protection.SealTextAsync(IdentityOf(partitionKey, rowKey), JsonSerializer.Serialize(strategy.Parameters), cancellationToken);
        return new TableEntity(partitionKey, rowKey)
        .With(nameof(strategy.Id), strategy.Id)
        .With(nameof(strategy.Template), strategy.Template)
        .With(nameof(strategy.TemplateVersion), strategy.TemplateVersion)
        .With(nameof(strategy.Version), strategy.Version)
        .With(nameof(strategy.Generation), strategy.Generation)
        .With(nameof(strategy.ParentId), strategy.ParentId)
        .With(nameof(strategy.Symbol), strategy.Symbol)
        .With(nameof(strategy.Parameters), parameters)
        .With(nameof(row.FirstCycleId), row.FirstCycleId);
    }

    private async ValueTask<StrategyRow> ReadAsync(TableEntity entity, CancellationToken cancellationToken)
    {
        var parameters = await protection.OpenTextAsync(
            IdentityOf(entity.PartitionKey, entity.RowKey), entity.Required<string>(nameof(StrategyConfiguration.Parameters)), cancellationToken);
        return new(new(
            entity.Required<string>(nameof(StrategyConfiguration.Id)),
            entity.Required<string>(nameof(StrategyConfiguration.Template)),
            entity.Required<int>(nameof(StrategyConfiguration.TemplateVersion)),
            entity.Required<int>(nameof(StrategyConfiguration.Version)),
            entity.GetString(nameof(StrategyConfiguration.ParentId)),
            entity.Required<string>(nameof(StrategyConfiguration.Symbol)),
            JsonSerializer.Deserialize<ImmutableSortedDictionary<string, double>>(parameters)!),
            entity.Required<string>(nameof(StrategyRow.FirstCycleId)));
    }
}
