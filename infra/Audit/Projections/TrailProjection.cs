using System.Globalization;
using System.Text.Json;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Lifecycle;
using Serverless.Core.Scoring;
using Serverless.Core.Scoring.Evidence;
using Serverless.Infra.State;

namespace Serverless.Infra.Audit.Projections;

/// <summary>
/// Writes the tables <c>Scorecards</c> and <c>Deployments</c> anew from the audit trail and the content that its entries name by hash, equal to
/// what the host wrote: nothing stands in them that the trail does not say.
/// </summary>
/// <param name="content">Finds what entries name.</param>
/// <param name="scorecards">Takes the rankings.</param>
/// <param name="deployments">Takes where strategies stand.</param>
public sealed class TrailProjection(IAuditContent content, ScorecardTable scorecards, DeploymentTable deployments)
{
    private readonly Dictionary<string, AuditEvent> evidence = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuditEvent> rankings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Deployment Deployment, AuditEvent Last)> states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (StrategyIdentity? Identity, DeploymentStanding Standing)> standings = new(StringComparer.Ordinal);
    private readonly List<AuditEvent> missing = [];
    private readonly Dictionary<string, Redaction> redactions = new(StringComparer.Ordinal);
    private int rows;

    /// <summary>Replays a trail, which should have been verified before.</summary>
    /// <param name="entries">All entries in their order.</param>
    /// <param name="cancellationToken">Gives up; repeating it is safe.</param>
    /// <exception cref="InvalidDataException">An entry, or content that has the right hash, cannot be read; the message names the event.</exception>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    public async Task<ProjectionReport> RunAsync(IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            if (Redaction.Of(entry) is { } redaction)
                redactions[entry.Event.EventId] = redaction;
            try
            {
                await ReplayAsync(entry.Event, cancellationToken);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or ArgumentException or InvalidOperationException)
            {
                throw new InvalidDataException($"Event '{entry.Event.EventId}' cannot be replayed: {e.Message}", e);
            }
        }

        foreach (var (deployment, last) in states.Values)
        {
            var change = DeploymentTable.LastChangeOf(last.Details["trigger"]!, new TransitionAuthor(last.Actor.Id, OnBehalfOf: last.Actor.OnBehalfOf), last.Reason!);
            await deployments.SetStateAsync(deployment, last.AfterHash!, change, cancellationToken);
        }

        await deployments.SetStandingsAsync(standings.Select(one => (one.Key, one.Value.Identity, one.Value.Standing)), cancellationToken);
        return new ProjectionReport(rankings.Count, rows, states.Keys.Union(standings.Keys).Count(), [.. missing.Where(e => RedactionOf(e) is null).Select(e => e.EventId)], [.. missing.Select(RedactionOf).OfType<Redaction>().DistinctBy(one => one.Index)]);
    }

    private Task ReplayAsync(AuditEvent e, CancellationToken cancellationToken)
    {
        switch (e.Action)
        {
            case "evidence.assessed":
                evidence[e.Subject] = e;
                return Task.CompletedTask;
            case "scorecard.published":
                return ReplayScorecardAsync(e, cancellationToken);
            case "promotion.decided":
                return ReplayPromotionsAsync(e, cancellationToken);
            case not "deployment.refused" when e.Action.StartsWith("deployment.", StringComparison.Ordinal) && e.AfterHash is not null:
                states[e.Subject] = (After(states.GetValueOrDefault(e.Subject).Deployment ?? new Deployment { StrategyId = e.Subject }, e), e);
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    private async Task ReplayScorecardAsync(AuditEvent e, CancellationToken cancellationToken)
    {
        if (await ReadScorecardAsync(e, cancellationToken) is not { } scorecard || await ReadAsync(evidence.GetValueOrDefault(e.Subject) ?? e, cancellationToken) is not { } assessed)
            return;
        await scorecards.ReplaceAsync(e.Subject, scorecard, evidence.ContainsKey(e.Subject) ? RunStore.Read<Assessed>(assessed)?.Evidence : null, cancellationToken);
        rankings[e.Subject] = e;
        rows += scorecard.Rows.Count;
    }

    private async Task ReplayPromotionsAsync(AuditEvent e, CancellationToken cancellationToken)
    {
        if (await ReadAsync(e, cancellationToken) is not { } bytes)
            return;
        var ranking = rankings.TryGetValue(e.Subject, out var published) ? await ReadScorecardAsync(published, cancellationToken) : null;
        var ranked = ranking?.Rows.ToDictionary(row => row.StrategyId) ?? [];
        foreach (var decision in RunStore.Read<PromotionDecision[]>(bytes)!)
        {
            var row = ranked.GetValueOrDefault(decision.StrategyId);
            var identity = row is null ? standings.GetValueOrDefault(decision.StrategyId).Identity : StrategyIdentity.Of(row.Template, row.Symbol);
            standings[decision.StrategyId] = (identity, DeploymentStanding.Of(e.Subject, e.OccurredAt, decision, row?.Score?.Value));
        }
    }

    private async Task<Scorecard?> ReadScorecardAsync(AuditEvent e, CancellationToken cancellationToken) =>
        await ReadAsync(e, cancellationToken) is { } bytes ? ScorecardJson.Read(bytes) : null;

    private async Task<byte[]?> ReadAsync(AuditEvent e, CancellationToken cancellationToken)
    {
        var bytes = await content.FindAsync(e, cancellationToken);
        if (bytes is null)
            missing.Add(e);
        return bytes;
    }

    private Redaction? RedactionOf(AuditEvent e) => redactions.GetValueOrDefault(Redaction.IdOf(e));

    private static Deployment After(Deployment before, AuditEvent e)
    {
        var facts = e.Details;
        var stage = Enum.Parse<LifecycleStage>(facts["stage"]!);
        return before with
        {
            Identity = facts["template"] is { } template ? new StrategyIdentity(template, Enum.Parse<Core.Strategies.StrategyIdea>(facts["type"]!), facts["symbol"]!) : before.Identity,
            Standing = new LifecycleStanding(stage, bool.Parse(facts["paused"]!), bool.Parse(facts["halfSize"]!)),
            Since = facts["from"] == facts["stage"] ? before.Since : e.OccurredAt,
            Capital = decimal.Parse(facts["capital"]!, CultureInfo.InvariantCulture),
        };
    }

    private sealed record Assessed(CycleEvidence? Evidence);
}
