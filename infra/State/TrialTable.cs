using System.Runtime.InteropServices;
using Azure.Data.Tables;
using Serverless.Core.Validation.Trials;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>Every configuration that was ever tried: one partition per experiment, one row per configuration, whatever the number of cycles.</summary>
public sealed class TrialTable(TableClient table)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Trials";

    /// <summary>Adds a trial; one of the same configuration is replaced.</summary>
    public Task UpsertAsync(string experiment, Trial trial, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(Write(experiment, trial), TableUpdateMode.Replace, cancellationToken);

    /// <summary>All trials of an experiment, by id.</summary>
    public async Task<IReadOnlyList<Trial>> ListAsync(string experiment, CancellationToken cancellationToken) =>
        await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Of(experiment)}"), cancellationToken: cancellationToken)
            .Select(Read)
            .ToListAsync(cancellationToken);

    private static TableEntity Write(string experiment, Trial trial) => new TableEntity(TableKey.Of(experiment), TableKey.Of(trial.StrategyId))
        .With(nameof(trial.StrategyId), trial.StrategyId)
        .With(nameof(trial.CycleId), trial.CycleId)
        .With(nameof(trial.Sharpe), trial.Sharpe)
        .With(nameof(trial.Returns.FirstWeek), trial.Returns.FirstWeek)
        .With(nameof(trial.Returns), MemoryMarshal.AsBytes<float>(trial.Returns.Values).ToArray());

    private static Trial Read(TableEntity entity) => new(
        entity.Required<string>(nameof(Trial.StrategyId)),
        entity.Required<string>(nameof(Trial.CycleId)),
        entity.Required<double>(nameof(Trial.Sharpe)),
        new WeeklyReturns(
            entity.Required<int>(nameof(WeeklyReturns.FirstWeek)),
            MemoryMarshal.Cast<byte, float>(entity.Required<byte[]>(nameof(Trial.Returns))).ToArray()));
}
