using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using Serverless.Core.Regimes;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Holds strategies that are live or on paper against what they promised, the benchmark, each other and today's limits.</summary>
public sealed class ReviewStrategies(
    MonitoringCases cases,
    BenchmarkReader benchmark,
    CycleTable cycles,
    HealthTable health,
    CorrelationTable correlations,
    AlertTable alerts,
    RunStore runs,
    CycleTrail trail,
    MonitoringLimits limits,
    ILogger<ReviewStrategies> logger)
{
    private const int CyclesLookedAt = 50;

    /// <summary>
    /// Appends <c>parameters.chosen</c>, <c>alert.opened</c> and <c>alert.closed</c>, then writes figures, correlations and alerts into their tables. Repeated, it finds its own entries
    /// and rows.
    /// </summary>
    [Function(nameof(ReviewStrategies))]
    public async Task<MonitoringPlan> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var evaluatedAt = await EvaluatedAtAsync(cancellation);
        var look = new MonitoringInput
        {
            Now = input.OccurredAt,
            Strategies = await cases.LoadAsync(input.Watched, input.OccurredAt, cancellation),
            Benchmark = await benchmark.ReadAsync(cancellation),
            Markets = [.. input.Changes.Select(change => new MarketEvaluation(change, evaluatedAt))],
            RiskLimits = input.Limits,
        };
        var findings = MonitoringReview.Run(look, limits);
        var open = (await alerts.ListOpenAsync(cancellation)).Select(stored => stored.Alert).Where(alert => !TrailAlert.IsOne(alert));
        var changed = AlertBook.Update([.. open], findings, input.OccurredAt);
        var opened = changed.Where(alert => alert.OpenedAt == input.OccurredAt).ToList();
        var chosen = await ChosenAsync(input, look.Strategies, cancellation);
        await trail.AppendAsync([.. chosen, .. opened.Concat(changed.Where(alert => !alert.IsOpen)).Select(alert => Entry(input, alert))], cancellation);
        foreach (var strategy in look.Strategies)
            await health.UpsertAsync(StrategyHealth.Of(strategy, findings, look, limits), cancellation);
        await correlations.UpsertAsync(DateOnly.FromDateTime(input.OccurredAt.UtcDateTime), MonitoringReview.Correlate(look, limits).Pairs, cancellation);
        await alerts.UpsertAsync(changed, cancellation);
        foreach (var alert in opened)
            logger.LogWarning("{Severity} alert {Key}: {Cause} {NextAction}", alert.Severity, alert.Key, alert.Cause, alert.NextAction);
        var keys = opened.Select(alert => alert.Key).ToHashSet(StringComparer.Ordinal);
        return new MonitoringPlan(
            findings.Count,
            opened.Count,
            MonitoringRequests.Of(look.Strategies, findings, input.OccurredAt),
            [.. findings.Where(finding => keys.Contains(finding.Key) && IsDrift(finding.Kind)).SelectMany(finding => finding.Affected).Distinct().Order(StringComparer.Ordinal)]);
    }

    // What was chosen up to the last look has its entry; parameters are sealed, beside the trail.
    private async Task<IReadOnlyList<AuditEvent>> ChosenAsync(Input input, IReadOnlyList<MonitoredStrategy> strategies, CancellationToken cancellation)
    {
        var entries = new List<AuditEvent>();
        foreach (var strategy in strategies.Where(strategy => strategy.Choices.Count > 0))
        {
            var last = (await health.FindLastAsync(strategy.Deployment, cancellation))?.At ?? DateTimeOffset.MinValue;
            foreach (var choice in strategy.Choices.Where(choice => choice.From > last))
            {
                var name = RunBlobs.Choice(input.Check.CycleId, strategy.StrategyId, choice.From, strategy.DataHash!);
                var stored = await runs.PutJsonOnceAsync(name, choice, cancellation);
                entries.Add(StrategyEntries.Chosen(input.Check, strategy, choice, stored.Sha256, input.OccurredAt));
            }
        }

        return entries;
    }

    private static bool IsDrift(FindingKind kind) => kind is FindingKind.SharpeDrift or FindingKind.MetricDrift or FindingKind.SequentialDrift;

    // A cycle sees the bars that had closed when it was asked for, however long it took.
    private async Task<DateTimeOffset?> EvaluatedAtAsync(CancellationToken cancellation) =>
        (await cycles.ListAsync(CyclesLookedAt, continuationToken: null, cancellation)).Rows.Where(row => row.Status == CycleRows.CompletedStatus).Max(row => (DateTimeOffset?)row.RequestedAt);

    private static AuditEvent Entry(Input input, Alert alert)
    {
        var news = alert.IsOpen ? "opened" : "closed";
        return CycleTrail.Event(input.Check, $"{alert.Key}/{news}", $"alert.{news}", alert.Subject, input.OccurredAt, MonitorStrategies.Actor) with
        {
            Reason = alert.Cause,
            Details = [new("rule", alert.Rule), new("severity", alert.Severity.ToString()), new("key", alert.Key)],
        };
    }

    /// <param name="Check">The look.</param>
    /// <param name="Watched">The strategies, with their changes.</param>
    /// <param name="Limits">Today's limits.</param>
    /// <param name="Changes">The last change of each of their markets.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(
        CycleReference Check, IReadOnlyList<Deployment> Watched, LifecycleLimits Limits, IReadOnlyList<RegimeChange> Changes, DateTimeOffset OccurredAt);
}
