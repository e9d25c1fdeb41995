using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using Serverless.Core.Strategies;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>Every strategy configuration ever generated: one partition per template, one row per id.</summary>
public sealed class StrategyTable(TableClient table)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Strategies";

    /// <summary>Adds the configurations that are not there yet; those that are keep their lineage and first cycle.</summary>
    public async Task AddAsync(IReadOnlyList<StrategyConfiguration> strategies, string cycleId, CancellationToken cancellationToken)
    {
        var present = await table.GetManyAsync([.. strategies.Select(KeyOf)], cancellationToken);
        foreach (var template in strategies.Where((_, i) => present[i] is null).GroupBy(strategy => strategy.Template))
        {
            var rows = template.Select(strategy => Write(new(strategy, cycleId)));
            await table.SubmitAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken);
        }
    }

    /// <summary>The configuration, or null.</summary>
    public async Task<StrategyRow?> FindAsync(string template, string strategyId, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(TableKey.Of(template), TableKey.Of(strategyId), cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>All configurations of a template, by id.</summary>
    public async Task<IReadOnlyList<StrategyRow>> ListAsync(string template, CancellationToken cancellationToken) =>
        await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Of(template)}"), cancellationToken: cancellationToken)
            .Select(Read)
            .ToListAsync(cancellationToken);

    private static (string PartitionKey, string RowKey) KeyOf(StrategyConfiguration strategy) => (TableKey.Of(strategy.Template), TableKey.Of(strategy.Id));

    private static TableEntity Write(StrategyRow row)
    {
        var strategy = row.Configuration;
        var (partitionKey, rowKey) = KeyOf(strategy);
        return new TableEntity(partitionKey, rowKey)
        .With(nameof(strategy.Id), strategy.Id)
        .With(nameof(strategy.Template), strategy.Template)
        .With(nameof(strategy.TemplateVersion), strategy.TemplateVersion)
        .With(nameof(strategy.Version), strategy.Version)
        .With(nameof(strategy.Generation), strategy.Generation)
        .With(nameof(strategy.ParentId), strategy.ParentId)
        .With(nameof(strategy.Symbol), strategy.Symbol)
        .With(nameof(strategy.Parameters), JsonSerializer.Serialize(strategy.Parameters))
        .With(nameof(row.FirstCycleId), row.FirstCycleId);
    }

    private static StrategyRow Read(TableEntity entity) => new(
        new(
            entity.Required<string>(nameof(StrategyConfiguration.Id)),
            entity.Required<string>(nameof(StrategyConfiguration.Template)),
            entity.Required<int>(nameof(StrategyConfiguration.TemplateVersion)),
            entity.Required<int>(nameof(StrategyConfiguration.Version)),
            entity.GetString(nameof(StrategyConfiguration.ParentId)),
            entity.Required<string>(nameof(StrategyConfiguration.Symbol)),
            JsonSerializer.Deserialize<ImmutableSortedDictionary<string, double>>(entity.Required<string>(nameof(StrategyConfiguration.Parameters)))!),
        entity.Required<string>(nameof(StrategyRow.FirstCycleId)));
}
