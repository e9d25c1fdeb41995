using System.Text;
using Azure.Data.Tables;
using Serverless.Core.Regimes;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>
/// Regimes over time, the newest first: the four of the markets in one partition, and the volatility regimes of each symbol in one. The time is
/// only in the key, because a snapshot without bars is dated earlier than the service can store a date.
/// </summary>
public sealed class RegimeTable(TableClient table)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Regimes";

    // No symbol: those have letters, digits, '-', '.' and '/'.
    private const string Market = "~market";

    /// <summary>Adds the four regimes of the markets, or replaces those of the same time.</summary>
    public Task UpsertAsync(MarketRegimeState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var row = new TableEntity(Market, TableKey.NewestFirst(state.AsOf))
            .With("Warnings", state.Warnings.Count)
            .With("State", Encoding.UTF8.GetString(state.ToJson()));
        foreach (var (name, key, _) in state.Dimensions)
            row.With(name, key);
        return table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The newest states of the markets, at most <paramref name="size"/>.</summary>
    public async Task<IReadOnlyList<MarketRegimeState>> ListMarketAsync(int size, CancellationToken cancellationToken) =>
        await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Market}"), size, cancellationToken: cancellationToken)
            .Take(size)
            .Select(row => MarketRegimeState.Parse(Encoding.UTF8.GetBytes(row.Required<string>("State"))))
            .ToListAsync(cancellationToken);

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
