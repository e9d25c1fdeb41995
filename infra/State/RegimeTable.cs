using Azure.Data.Tables;
using Serverless.Core.Regimes;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>
/// Volatility regimes over time: one partition per symbol, the newest first. The time is only in the key, because a snapshot without
/// bars is dated earlier than the service can store a date.
/// </summary>
public sealed class RegimeTable(TableClient table)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Regimes";

    /// <summary>Adds a snapshot, or replaces the one of the same symbol and time.</summary>
    public Task UpsertAsync(RegimeSnapshot snapshot, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(Write(snapshot), TableUpdateMode.Replace, cancellationToken);

    /// <summary>The newest snapshot of a symbol, or null.</summary>
    public async Task<RegimeSnapshot?> LatestAsync(string symbol, CancellationToken cancellationToken) =>
        (await ListAsync(symbol, 1, cancellationToken)) is [var latest] ? latest : null;

    /// <summary>The newest snapshots of a symbol, at most <paramref name="size"/>.</summary>
    public async Task<IReadOnlyList<RegimeSnapshot>> ListAsync(string symbol, int size, CancellationToken cancellationToken) =>
        await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Of(symbol)}"), size, cancellationToken: cancellationToken)
            .Take(size)
            .Select(Read)
            .ToListAsync(cancellationToken);

    private static TableEntity Write(RegimeSnapshot snapshot) => new TableEntity(TableKey.Of(snapshot.Symbol), TableKey.NewestFirst(snapshot.AsOf))
        .With(nameof(snapshot.Symbol), snapshot.Symbol)
        .With(nameof(snapshot.RealisedVolatility), snapshot.RealisedVolatility)
        .With(nameof(snapshot.P25), snapshot.P25)
        .With(nameof(snapshot.P50), snapshot.P50)
        .With(nameof(snapshot.P75), snapshot.P75)
        .With(nameof(snapshot.Regime), snapshot.Regime.ToString())
        .With(nameof(snapshot.Stale), snapshot.Stale);

    private static RegimeSnapshot Read(TableEntity entity) => new(
        entity.Required<string>(nameof(RegimeSnapshot.Symbol)),
        TableKey.TimeOf(entity.RowKey),
        entity.GetDouble(nameof(RegimeSnapshot.RealisedVolatility)),
        entity.GetDouble(nameof(RegimeSnapshot.P25)),
        entity.GetDouble(nameof(RegimeSnapshot.P50)),
        entity.GetDouble(nameof(RegimeSnapshot.P75)),
        Enum.Parse<VolatilityRegime>(entity.Required<string>(nameof(RegimeSnapshot.Regime))),
        entity.Required<bool>(nameof(RegimeSnapshot.Stale)));
}
