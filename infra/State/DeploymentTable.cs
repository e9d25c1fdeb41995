using System.Globalization;
using Azure.Data.Tables;
using Serverless.Core.Lifecycle;
using Serverless.Core.Strategies;
using Serverless.Infra.Storage;

namespace Serverless.Infra.State;

/// <summary>
/// Strategies that have come up for promotion: a projection of their entities and of the last cycle. Transitions write one half of the columns and
/// cycles the other, each without touching those of the other.
/// </summary>
public sealed class DeploymentTable(TableClient table)
{
    /// <summary>Name of the table.</summary>
    public const string TableName = "Deployments";

    private const string Partition = "deployment";

    // Not ETag: that is the row's own.
    private const string StateETag = "StateETag";

    /// <summary>Writes where a strategy stands.</summary>
    public Task SetStateAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        var last = deployment.Changes.LastOrDefault();
        return SetStateAsync(deployment, deployment.ETag, last is null ? null : LastChangeOf(last.Trigger.ToString(), last.Author, last.Reason), cancellationToken);
    }

    /// <summary>What happened last, in words.</summary>
    internal static string LastChangeOf(string trigger, TransitionAuthor author, string reason) => $"{trigger} by {author}: {reason}";

    /// <summary>Writes where a strategy stands, of whose changes only the last is known.</summary>
    internal Task SetStateAsync(Deployment deployment, string etag, string? lastChange, CancellationToken cancellationToken)
    {
        var row = Key(deployment.StrategyId, deployment.Identity)
            .With(nameof(deployment.Stage), deployment.Stage.ToString())
            .With(nameof(LifecycleStanding.Paused), deployment.Standing.Paused)
            .With(nameof(LifecycleStanding.HalfSize), deployment.Standing.HalfSize)
            .With(nameof(deployment.Since), deployment.Since)
            .With(nameof(deployment.Capital), Text(deployment.Capital))
            .With(StateETag, etag)
            .With(nameof(DeploymentRow.LastChange), lastChange);
        return table.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>Writes what a cycle said of strategies.</summary>
    public Task SetStandingsAsync(
        IEnumerable<(string StrategyId, StrategyIdentity? Identity, DeploymentStanding Standing)> strategies, CancellationToken cancellationToken) => table.SubmitAsync(
        strategies.Select(one => new TableTransactionAction(TableTransactionActionType.UpsertMerge, Write(Key(one.StrategyId, one.Identity), one.Standing))),
        cancellationToken);

    /// <summary>The strategy, or null.</summary>
    public async Task<DeploymentRow?> FindAsync(string strategyId, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, TableKey.Of(strategyId), cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>All strategies, by id.</summary>
    public Task<IReadOnlyList<DeploymentRow>> ListAsync(CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken);

    /// <summary>The strategies in some stages, by id. Storage sends no others, unless research is among the stages: who was only ranked has no stage there.</summary>
    public async Task<IReadOnlyList<DeploymentRow>> ListAsync(IReadOnlyCollection<LifecycleStage> stages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stages);
        if (stages.Contains(LifecycleStage.Research))
            return [.. (await ListAsync(cancellationToken)).Where(row => stages.Contains(row.Deployment.Stage))];
        var any = string.Join(" or ", stages.Select(stage => TableClient.CreateQueryFilter($"Stage eq {stage.ToString()}")));
        return await QueryAsync($"{TableClient.CreateQueryFilter($"PartitionKey eq {Partition}")} and ({any})", cancellationToken);
    }

    private async Task<IReadOnlyList<DeploymentRow>> QueryAsync(string filter, CancellationToken cancellationToken) =>
        await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(Read).ToListAsync(cancellationToken);

    private static TableEntity Key(string strategyId, StrategyIdentity? identity) => new TableEntity(Partition, TableKey.Of(strategyId))
        .With(nameof(Deployment.StrategyId), strategyId)
        .With(nameof(StrategyIdentity.Template), identity?.Template)
        .With(nameof(StrategyIdentity.Type), identity?.Type.ToString())
        .With(nameof(StrategyIdentity.Symbol), identity?.Symbol);

    // Merging leaves absent columns as they are: what is not defined this time is written as an empty text or NaN, not left out.
    private static TableEntity Write(TableEntity row, DeploymentStanding standing) => row
        .With(nameof(standing.CycleId), standing.CycleId)
        .With("EvaluatedAt", standing.At)
        .With(nameof(standing.Rank), standing.Rank ?? 0)
        .With(nameof(standing.Score), standing.Score ?? double.NaN)
        .With(nameof(standing.StreakDays), standing.StreakDays)
        .With(nameof(standing.IsLiveCandidate), standing.IsLiveCandidate)
        .With(nameof(standing.RecommendedCapital), Text(standing.RecommendedCapital))
        .With(nameof(standing.GateStrength), standing.GateStrength ?? double.NaN)
        .With(nameof(standing.FailedGates), standing.FailedGates ?? "not evaluated")
        .With(nameof(standing.Verdict), standing.Verdict);

    private static DeploymentRow Read(TableEntity entity)
    {
        var deployment = new Deployment
        {
            StrategyId = entity.Required<string>(nameof(Deployment.StrategyId)),
            Identity = entity.GetString(nameof(StrategyIdentity.Template)) is { } template
                ? new StrategyIdentity(
                    template,
                    Enum.Parse<StrategyIdea>(entity.Required<string>(nameof(StrategyIdentity.Type))),
                    entity.Required<string>(nameof(StrategyIdentity.Symbol)))
                : null,
        };
        if (entity.GetString(nameof(Deployment.Stage)) is { } stage)
        {
            deployment = deployment with
            {
                Standing = new LifecycleStanding(
                    Enum.Parse<LifecycleStage>(stage),
                    entity.Required<bool>(nameof(LifecycleStanding.Paused)),
                    entity.Required<bool>(nameof(LifecycleStanding.HalfSize))),
                Since = entity.GetDateTimeOffset(nameof(Deployment.Since)),
                Capital = Money(entity.Required<string>(nameof(Deployment.Capital))) ?? 0,
            };
        }

        return new DeploymentRow(deployment, entity.GetString(StateETag), entity.GetString(nameof(DeploymentRow.LastChange)), ReadStanding(entity));
    }

    private static DeploymentStanding? ReadStanding(TableEntity entity) => entity.GetString(nameof(DeploymentStanding.CycleId)) is not { } cycle ? null : new DeploymentStanding
    {
        CycleId = cycle,
        At = entity.Required<DateTimeOffset>("EvaluatedAt"),
        Rank = entity.Required<int>(nameof(DeploymentStanding.Rank)) is > 0 and var rank ? rank : null,
        Score = Figure(entity, nameof(DeploymentStanding.Score)),
        StreakDays = entity.Required<int>(nameof(DeploymentStanding.StreakDays)),
        IsLiveCandidate = entity.Required<bool>(nameof(DeploymentStanding.IsLiveCandidate)),
        RecommendedCapital = Money(entity.Required<string>(nameof(DeploymentStanding.RecommendedCapital))),
        GateStrength = Figure(entity, nameof(DeploymentStanding.GateStrength)),
        FailedGates = entity.Required<string>(nameof(DeploymentStanding.FailedGates)) is not "not evaluated" and var failed ? failed : null,
        Verdict = entity.Required<string>(nameof(DeploymentStanding.Verdict)),
    };

    private static double? Figure(TableEntity entity, string name) => entity.Required<double>(name) is var value && double.IsNaN(value) ? null : value;

    // Tables have no decimal numbers.
    private static string Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static decimal? Money(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
