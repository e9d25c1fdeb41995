using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;

namespace Serverless.Core.Reporting.Replay;

/// <summary>Reads from the audit trail who was in which stage when: what took effect is recorded, and nothing else took effect.</summary>
public static class StageSpans
{
    internal const string Prefix = "deployment.";
    internal const string Refused = "deployment.refused";

    /// <summary>Every stay as a candidate, on paper, live or retired, by its begin, then by strategy.</summary>
    /// <param name="events">The trail, in its order; entries about anything else are passed over.</param>
    /// <exception cref="FormatException">An entry about a deployment lacks a detail; the message names both.</exception>
    public static IReadOnlyList<StageSpan> Of(IEnumerable<AuditEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return [.. events
            .Where(one => one.Action.StartsWith(Prefix, StringComparison.Ordinal) && one.Action != Refused)
            .GroupBy(one => one.Subject, StringComparer.Ordinal)
            .SelectMany(strategy => OfOne(strategy.Key, strategy))
            .OrderBy(span => span.From).ThenBy(span => span.StrategyId, StringComparer.Ordinal)];
    }

    /// <summary>Stays on paper: a candidate that goes on paper goes on as it was.</summary>
    /// <param name="spans">As <see cref="Of"/> gives them.</param>
    public static IReadOnlyList<StageSpan> OnPaper(IEnumerable<StageSpan> spans)
    {
        ArgumentNullException.ThrowIfNull(spans);
        var stays = new List<StageSpan>();
        foreach (var span in spans.Where(span => span.Stage is LifecycleStage.Candidate or LifecycleStage.Paper))
        {
            var before = stays.FindIndex(stay => stay.StrategyId == span.StrategyId && stay.To == span.From);
            if (before < 0)
                stays.Add(span with { Stage = LifecycleStage.Paper });
            else
                stays[before] = stays[before] with { To = span.To, End = span.End, Sizes = span.Sizes };
        }

        return stays;
    }

    private static IEnumerable<StageSpan> OfOne(string strategyId, IEnumerable<AuditEvent> events)
    {
        var changes = new List<DeploymentChange>();
        StageSpan? span = null;
        foreach (var entry in events)
        {
            var change = ChangeOf(entry, changes.Count == 0 ? default : changes[^1].To);
            changes.Add(change);
            if (change.From.Stage == change.To.Stage)
                continue;
            if (span is not null)
                yield return Ended(span, change, entry, changes);
            span = change.To.Stage == LifecycleStage.Research
                ? null
                : new StageSpan(strategyId, change.To.Stage, change.At) { Capital = Money(entry, "capital") };
        }

        if (span is not null)
            yield return span with { Sizes = SizesOf(strategyId, changes) };
    }

    private static StageSpan Ended(StageSpan span, DeploymentChange change, AuditEvent entry, List<DeploymentChange> changes) => span with
    {
        To = change.At,
        End = change,
        Returned = entry.Details["value"] is null ? span.Capital : Money(entry, "value"),
        Sizes = SizesOf(span.StrategyId, changes[..^1]),
    };

    private static IReadOnlyList<SizeChange> SizesOf(string strategyId, List<DeploymentChange> changes) =>
        SizeChanges.Of(new Deployment { StrategyId = strategyId, Changes = [.. changes] });

    private static DeploymentChange ChangeOf(AuditEvent entry, LifecycleStanding before) => new(
        entry.EventId,
        Enum.Parse<LifecycleTrigger>(Detail(entry, "trigger")),
        before,
        new LifecycleStanding(Enum.Parse<LifecycleStage>(Detail(entry, "stage")), bool.Parse(Detail(entry, "paused")), bool.Parse(Detail(entry, "halfSize"))),
        new TransitionAuthor(entry.Actor.Id, entry.Actor.Roles is [var role, ..] ? role : null),
        entry.Reason ?? "",
        entry.OccurredAt);

    private static decimal Money(AuditEvent entry, string name) => decimal.Parse(Detail(entry, name), CultureInfo.InvariantCulture);

    private static string Detail(AuditEvent entry, string name) =>
        entry.Details[name] ?? throw new FormatException($"Entry '{entry.EventId}' ({entry.Action}) has no detail '{name}'.");
}
