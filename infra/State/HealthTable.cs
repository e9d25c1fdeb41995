using Azure.Data.Tables;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>Figures of live strategies over time: one partition per strategy, the newest look first.</summary>
public sealed class HealthTable(TableClient table)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Metrics";

    // Of the service; it would read as many where one is wanted.
    private const int MostPerPage = 1000;

    /// <summary>Adds the figures of a look, or replaces those of the same time.</summary>
    public Task UpsertAsync(StrategyHealth health, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(Write(health), TableUpdateMode.Replace, cancellationToken);

    /// <summary>The newest figures of a strategy, at most <paramref name="count"/>.</summary>
    public async Task<IReadOnlyList<StrategyHealth>> ListAsync(string strategyId, int count, CancellationToken cancellationToken) =>
        await QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Of(strategyId)}"), Math.Min(count, MostPerPage), cancellationToken)
            .Take(count)
            .ToListAsync(cancellationToken);

    /// <summary>The last look at a strategy since it is in its stage: one from before was at something else. Null when nobody has looked since.</summary>
    public async Task<StrategyHealth?> FindLastAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return await ListAsync(deployment.StrategyId, 1, cancellationToken) is [var look] && look.At >= deployment.Since ? look : null;
    }

    /// <summary>The figures of a strategy from a time on and before another, the newest first.</summary>
    public async Task<IReadOnlyList<StrategyHealth>> ListAsync(string strategyId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        await QueryAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Of(strategyId)} and RowKey gt {TableKey.NewestFirst(to)} and RowKey le {TableKey.NewestFirst(from)}"),
            MostPerPage,
            cancellationToken)
            .ToListAsync(cancellationToken);

    private IAsyncEnumerable<StrategyHealth> QueryAsync(string filter, int perPage, CancellationToken cancellationToken) =>
        table.QueryAsync<TableEntity>(filter, perPage, cancellationToken: cancellationToken).Select(Read);

    // Money as text: tables have no decimal numbers.
    private static TableEntity Write(StrategyHealth health) => new TableEntity(TableKey.Of(health.StrategyId), TableKey.NewestFirst(health.At))
        .With(nameof(health.StrategyId), health.StrategyId)
        .With(nameof(health.Symbol), health.Symbol)
        .With(nameof(health.Capital), FormattableString.Invariant($"{health.Capital}"))
        .With(nameof(health.Profit), FormattableString.Invariant($"{health.Profit}"))
        .With(nameof(health.DayReturn), health.DayReturn)
        .With(nameof(health.Fall), health.Fall)
        .With(nameof(health.LossThreshold), health.LossThreshold)
        .With(nameof(health.Held), health.Held)
        .With(nameof(health.TradesAs), health.TradesAs)
        .With(nameof(health.ChosenAt), health.ChosenAt)
        .With(nameof(health.Days), health.Days)
        .With(nameof(health.Sharpe), health.Sharpe)
        .With(nameof(health.ExpectedSharpe), health.ExpectedSharpe)
        .With(nameof(health.Volatility), health.Volatility)
        .With(nameof(health.Drift), health.Drift)
        .With(nameof(health.BenchmarkGap), health.BenchmarkGap)
        .With(nameof(health.LastClose), health.LastClose)
        .With(nameof(health.HalfSize), health.HalfSize)
        .With(nameof(health.Paused), health.Paused)
        .With(nameof(health.Severity), health.Severity?.ToString())
        .With(nameof(health.Findings), string.Join(' ', health.Findings));

    private static StrategyHealth Read(TableEntity entity) => new()
    {
        StrategyId = entity.Required<string>(nameof(StrategyHealth.StrategyId)),
        At = TableKey.TimeOf(entity.RowKey),
        Symbol = entity.Required<string>(nameof(StrategyHealth.Symbol)),
        Capital = Money(entity, nameof(StrategyHealth.Capital)),
        Profit = Money(entity, nameof(StrategyHealth.Profit)),
        DayReturn = entity.GetDouble(nameof(StrategyHealth.DayReturn)),
        Fall = entity.Required<double>(nameof(StrategyHealth.Fall)),
        LossThreshold = entity.Required<double>(nameof(StrategyHealth.LossThreshold)),
        Held = entity.GetDouble(nameof(StrategyHealth.Held)),
        TradesAs = entity.GetString(nameof(StrategyHealth.TradesAs)),
        ChosenAt = entity.GetDateTimeOffset(nameof(StrategyHealth.ChosenAt)),
        Days = entity.Required<int>(nameof(StrategyHealth.Days)),
        Sharpe = entity.GetDouble(nameof(StrategyHealth.Sharpe)),
        ExpectedSharpe = entity.GetDouble(nameof(StrategyHealth.ExpectedSharpe)),
        Volatility = entity.GetDouble(nameof(StrategyHealth.Volatility)),
        Drift = entity.GetDouble(nameof(StrategyHealth.Drift)),
        BenchmarkGap = entity.GetDouble(nameof(StrategyHealth.BenchmarkGap)),
        LastClose = entity.GetDateTimeOffset(nameof(StrategyHealth.LastClose)),
        HalfSize = entity.Required<bool>(nameof(StrategyHealth.HalfSize)),
        Paused = entity.Required<bool>(nameof(StrategyHealth.Paused)),
        Severity = Enum.TryParse<AlertSeverity>(entity.GetString(nameof(StrategyHealth.Severity)), out var severity) ? severity : null,
        Findings = entity.Required<string>(nameof(StrategyHealth.Findings)).Split(' ', StringSplitOptions.RemoveEmptyEntries),
    };

    private static decimal Money(TableEntity entity, string name) => decimal.Parse(entity.Required<string>(name), System.Globalization.CultureInfo.InvariantCulture);
}
