using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.TearSheets;

namespace Serverless.Core.Reporting.Replay;

/// <summary>Why strategies are not live: how far they came, and which gate held them.</summary>
internal static class GateSection
{
    public static ReportSection Of(ReplayInput input)
    {
        var tally = input.Gates;
        return new ReportSection(
            "gates",
            input.Live.Count == 0 ? "Why nobody is live" : "Why others are not live",
            [
                new ProseBlock(Verdict(tally)),
                new TableBlock(new ReportTable("funnel", "How far strategies came; but for evaluations, each counts once", ["Strategies", "Number"],
                [
                    [Cell.Text("evaluations of strategies, in all cycles"), Cell.Count(input.Actions.GetValueOrDefault("strategy.evaluated"))],
                    [Cell.Text($"in the top {Words.Percent(input.Policy.TopShare)}"), Cell.Count(tally.InTop)],
                    [Cell.Text("ran on paper"), Cell.Count(tally.OnPaper)],
                    [Cell.Text($"{input.Policy.StreakDays} days in the top in a row"), Cell.Count(tally.FullStreak)],
                    [Cell.Text($"evidence of strength {Words.Ratio(input.Policy.MinEvidence)}"), Cell.Count(tally.Proven)],
                    [Cell.Text("all gates in one cycle"), Cell.Count(tally.Passed)],
                    [Cell.Text("went live"), Cell.Count(input.Live.Select(one => one.Span.StrategyId).Distinct().Count())],
                ])),
                new TableBlock(Counts("gate-counts", "Gates, asked of candidates and strategies on paper in each cycle; 'alone' counts those that lacked nothing else", tally.Gates)),
                new TableBlock(Counts("check-counts", "Checks behind the gate of the evidence, of the same strategies; 'alone' among these checks", tally.Checks)),
            ]);
    }

    /// <summary>The gate that held most of them, in a sentence.</summary>
    internal static string Verdict(GateTally tally)
    {
        if (tally.Narrowest is not { } gate)
            return "No strategy ran on paper, so that no gate was asked.";
        var check = tally.Checks.Where(one => one.Asked > 0).MinBy(one => one.Share);
        var behind = gate.Name == Lifecycle.PromotionGates.Evidence && check is not null
            ? $" Of the checks behind it, {check.Name} was passed most seldom: {Words.Count(check.Passed)} of {Words.Count(check.Asked)} times."
            : "";
        return gate.Alone > 0
            ? $"The gate {gate.Name} stood alone between a strategy and a seat {Words.Count(gate.Alone)} times, more often than any other.{behind}"
            : $"No strategy lacked only one gate; {gate.Name} was passed most seldom: {Words.Count(gate.Passed)} of {Words.Count(gate.Asked)} times.{behind}";
    }

    private static ReportTable Counts(string id, string caption, IReadOnlyList<GateCount> counts) => new(
        id, caption, ["Name", "Asked", "Passed", "Share", "Alone"],
        [.. counts.Select(count => (Cell[])[Cell.Text(count.Name), Cell.Count(count.Asked), Cell.Count(count.Passed), Cell.Percent(count.Share), Cell.Count(count.Alone)])]);
}
