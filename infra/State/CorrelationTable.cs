using System.Globalization;
using Azure.Data.Tables;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>Correlations of live strategies: one partition per day (UTC), one row per pair.</summary>
public sealed class CorrelationTable(TableClient table)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Correlations";

    /// <summary>Adds the pairs of a day, or replaces them.</summary>
    public Task UpsertAsync(DateOnly day, IReadOnlyList<PairCorrelation> pairs, CancellationToken cancellationToken) => table.SubmitAsync(
        pairs.Select(pair => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Write(day, pair))), cancellationToken);

    /// <summary>The pairs of a day.</summary>
    public async Task<IReadOnlyList<PairCorrelation>> ListAsync(DateOnly day, CancellationToken cancellationToken) =>
        await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Key(day)}"), cancellationToken: cancellationToken)
            .Select(Read)
            .ToListAsync(cancellationToken);

    private static string Key(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // The same two are one row, whichever has the better score today.
    private static TableEntity Write(DateOnly day, PairCorrelation pair)
    {
        string[] ids = [pair.First, pair.Second];
        Array.Sort(ids, StringComparer.Ordinal);
        return new TableEntity(Key(day), $"{TableKey.Of(ids[0])}|{TableKey.Of(ids[1])}")
            .With(nameof(pair.First), pair.First)
            .With(nameof(pair.Second), pair.Second)
            .With(nameof(pair.Days), pair.Days)
            .With(nameof(pair.Correlation), pair.Correlation)
            .With(nameof(pair.Calm), pair.Calm)
            .With(nameof(pair.Stress), pair.Stress);
    }

    private static PairCorrelation Read(TableEntity entity) => new(
        entity.Required<string>(nameof(PairCorrelation.First)),
        entity.Required<string>(nameof(PairCorrelation.Second)),
        entity.Required<int>(nameof(PairCorrelation.Days)),
        entity.Required<double>(nameof(PairCorrelation.Correlation)),
        entity.GetDouble(nameof(PairCorrelation.Calm)),
        entity.GetDouble(nameof(PairCorrelation.Stress)));
}
