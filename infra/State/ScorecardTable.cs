using System.Globalization;
using Azure.Data.Tables;
using Serverless.Core.Scoring;
using Serverless.Core.Scoring.Evidence;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>Rankings: one partition per cycle, rows in the order of the scorecard. The scorecard's bytes themselves are a blob.</summary>
public sealed class ScorecardTable(TableClient table)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Scorecards";

    /// <summary>
    /// Makes the partition of <paramref name="cycleId"/> equal to <paramref name="scorecard"/>, with what <paramref name="evidence"/> says of
    /// its strategies; repeating it changes nothing.
    /// </summary>
    /// <remarks>Atomic up to 100 rows.</remarks>
    public async Task ReplaceAsync(string cycleId, Scorecard scorecard, CycleEvidence? evidence, CancellationToken cancellationToken)
    {
        var partition = TableKey.Of(cycleId);
        var judged = evidence?.Strategies.ToDictionary(strategy => strategy.StrategyId) ?? [];
        var rows = scorecard.Rows.Select((row, position) =>
            ScorecardEntity.Write(row, judged.GetValueOrDefault(row.StrategyId), partition, RowKeyOf(position)));
        var surplus = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {RowKeyOf(scorecard.Rows.Count)}");
        var obsolete = await table.QueryAsync<TableEntity>(surplus, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        await table.SubmitAsync(
            [
                .. rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)),
                .. obsolete.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row)),
            ],
            cancellationToken);
    }

    /// <summary>The rows of a cycle's scorecard, in its order; empty when there is none.</summary>
    public async Task<IReadOnlyList<ScorecardRow>> ListAsync(string cycleId, CancellationToken cancellationToken) =>
        await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Of(cycleId)}"), cancellationToken: cancellationToken)
            .Select(ScorecardEntity.Read)
            .ToListAsync(cancellationToken);

    private static string RowKeyOf(int position) => position.ToString("D6", CultureInfo.InvariantCulture);
}
