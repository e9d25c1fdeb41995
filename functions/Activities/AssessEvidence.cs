using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Core.Metrics;
using Serverless.Core.Scoring;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Validation.Trials;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Judges whether the results of a cycle are more than luck.</summary>
public sealed class AssessEvidence(RunStore runs, StoredReturns returned, CycleTrail trail)
{
    /// <summary>Stores what was found once, then appends <c>evidence.assessed</c> with its hash.</summary>
    [Function(nameof(AssessEvidence))]
    public async Task RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var (cycle, scored) = (input.Cycle, input.Rows.Where(row => row.Score is not null));
        var returns = await Task.WhenAll(scored.Select(async row =>
            (row, await returned.TakeAsync(cycle.CycleId, row.StrategyId, cancellation))));
        var evidence = EvidenceAssessment.Assess(returns, input.Trials, new EvidenceGates(), new ScoreWeights(), cycle.Settings.Seed);
        var stored = await runs.PutJsonOnceAsync(RunBlobs.Evidence(cycle.CycleId), new AssessedCycle(evidence), cancellation);
        await trail.AppendAsync(Entry(input, evidence) with { ContentHash = stored.Sha256 }, cancellation);
    }

    private static AuditEvent Entry(Input input, CycleEvidence? evidence)
    {
        static string Text(double? figure) => figure?.ToString("R", CultureInfo.InvariantCulture) ?? "none";
        var entry = CycleTrail.Event(input.Cycle.Reference, "evidence", "evidence.assessed", input.Cycle.CycleId, input.OccurredAt);
        return evidence is null
            ? entry with { Reason = $"Fewer than {EvidenceAssessment.FewestDays} days, or no strategy with a score." }
            : entry with
            {
                Details =
                [
                    new("trials", Text(evidence.Trials.Count)),
                    new("effectiveTrials", Text(evidence.Trials.Effective)),
                    new("luckySharpe", Text(evidence.LuckySharpe)),
                    new("superiorAbilityP", Text(evidence.SuperiorAbility)),
                    new("overfitting", Text(evidence.Overfitting)),
                    new("proven", Text(evidence.Strategies.Count(strategy => strategy.IsProven))),
                ],
            };
    }

    /// <param name="Cycle">The cycle.</param>
    /// <param name="Trials">Everything that its experiment has tried.</param>
    /// <param name="Rows">A row per strategy, in any order.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(CycleInput Cycle, TrialCensus Trials, IReadOnlyList<ScorecardRow> Rows, DateTimeOffset OccurredAt);
}
