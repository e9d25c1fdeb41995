using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Core.Scoring;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Ranks the strategies of a cycle and publishes the scorecard.</summary>
public sealed class PublishScorecard(RunStore runs, ScorecardTable scorecards, CycleTable cycles, CycleTrail trail)
{
    /// <summary>Stores the canonical bytes once, appends <c>scorecard.published</c> with their hash, then replaces the rows of the tables.</summary>
    [Function(nameof(PublishScorecard))]
    public async Task<CycleOutcome> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var cycle = input.Cycle;
        var scorecard = Scorecard.Rank(input.Rows, new ScoreWeights());
        var stored = await runs.PutOnceAsync(RunBlobs.Scorecard(cycle.CycleId), ScorecardJson.Write(scorecard), cancellation);
        var ranked = scorecard.Rows.Count(row => row.Rank is not null);
        var entry = CycleTrail.Event(cycle.Reference, "scorecard", "scorecard.published", cycle.CycleId, input.OccurredAt) with
        {
            ContentHash = stored.Sha256,
            DataHash = input.DataHash,
            Details = [new("ranked", $"{ranked}"), new("withoutRank", $"{scorecard.Rows.Count - ranked}")],
        };
        var receipt = await trail.AppendAsync(entry, cancellation);
        var outcome = new CycleOutcome(stored.Sha256, ranked, scorecard.Rows.Count - ranked, receipt.Index, receipt.Hash);
        var assessed = await runs.GetJsonAsync<AssessedCycle>(RunBlobs.Evidence(cycle.CycleId), cancellation);
        await scorecards.ReplaceAsync(cycle.CycleId, scorecard, assessed.Evidence, cancellation);
        await cycles.UpsertAsync(CycleRows.Completed(cycle, input.OccurredAt, input.DataHash, outcome), cancellation);
        return outcome;
    }

    /// <param name="Cycle">The cycle.</param>
    /// <param name="DataHash">Hash of its market data.</param>
    /// <param name="Rows">A row per strategy, in any order.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(CycleInput Cycle, string DataHash, IReadOnlyList<ScorecardRow> Rows, DateTimeOffset OccurredAt);
}
