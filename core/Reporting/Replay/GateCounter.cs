using Serverless.Core.Lifecycle;
using Serverless.Core.Scoring.Evidence;

namespace Serverless.Core.Reporting.Replay;

/// <summary>Counts, cycle by cycle, what stood between strategies and a seat.</summary>
public sealed class GateCounter
{
    private readonly HashSet<string> inTop = new(StringComparer.Ordinal);
    private readonly HashSet<string> onPaper = new(StringComparer.Ordinal);
    private readonly HashSet<string> fullStreak = new(StringComparer.Ordinal);
    private readonly HashSet<string> proven = new(StringComparer.Ordinal);
    private readonly HashSet<string> passed = new(StringComparer.Ordinal);
    private readonly List<GateCount> gates = [];
    private readonly List<GateCount> checks = [];

    /// <summary>Adds the decisions of a cycle.</summary>
    /// <param name="decisions">As the planner made them.</param>
    /// <param name="evidence">The evidence of the same cycle; none where there was too little to judge.</param>
    public void Add(IEnumerable<PromotionDecision> decisions, IEnumerable<StrategyEvidence> evidence)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(evidence);
        var judged = evidence.ToDictionary(one => one.StrategyId, StringComparer.Ordinal);
        foreach (var decision in decisions)
            Add(decision, judged.GetValueOrDefault(decision.StrategyId));
    }

    /// <summary>What was counted.</summary>
    public GateTally Count() => new(inTop.Count, onPaper.Count, fullStreak.Count, proven.Count, passed.Count, [.. gates], [.. checks]);

    private void Add(PromotionDecision decision, StrategyEvidence? evidence)
    {
        if (decision.StreakDays > 0)
            inTop.Add(decision.StrategyId);
        if (decision.Stage is not (LifecycleStage.Candidate or LifecycleStage.Paper))
            return;
        onPaper.Add(decision.StrategyId);
        if (decision.Report is not { } report)
            return;
        if (Passes(report, PromotionGates.Streak))
            fullStreak.Add(decision.StrategyId);
        if (Passes(report, PromotionGates.Evidence))
            proven.Add(decision.StrategyId);
        if (report.Passed)
            passed.Add(decision.StrategyId);
        Count(gates, [.. report.Gates.Select(gate => (gate.Name, gate.Passed))]);
        Count(checks, [.. (evidence?.Checks ?? []).Select(check => (check.Name, check.Passed))]);
    }

    private static bool Passes(GateReport report, string name) => report.Gates.First(gate => gate.Name == name).Passed;

    private static void Count(List<GateCount> counts, IReadOnlyList<(string Name, bool Passed)> answers)
    {
        var failed = answers.Count(answer => !answer.Passed);
        foreach (var (name, isPassed) in answers)
        {
            var index = counts.FindIndex(count => count.Name == name);
            if (index < 0)
            {
                index = counts.Count;
                counts.Add(new GateCount(name, 0, 0, 0));
            }

            var count = counts[index];
            counts[index] = count with { Asked = count.Asked + 1, Passed = count.Passed + (isPassed ? 1 : 0), Alone = count.Alone + (!isPassed && failed == 1 ? 1 : 0) };
        }
    }
}
