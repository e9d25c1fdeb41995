using System.Globalization;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Replay;

/// <summary>What was done, by which conventions, and how to repeat it.</summary>
internal static class MethodSection
{
    public static ReportSection Of(ReplayInput input) => new(
        "method",
        "How it was made",
        [
            new FactsBlock([.. input.Provenance.Select(pair => new ReportFact(pair.Key, pair.Value)), .. Thresholds(input)]),
            new TableBlock(new ReportTable(
                "actions", "Entries of the audit trail by what was done", ["Action", "Entries"],
                [.. input.Actions.Select(pair => (Cell[])[Cell.Text(pair.Key), Cell.Count(pair.Value)])])),
            new ProseBlock(
                "The platform's host ran in virtual time: its timers, orchestrations, gates and watch acted on bars that had closed, and on nothing later. Equity is capital paid in, plus what live strategies "
                + "made on what they held at the last closes, after commission and slippage; the reserve earns nothing. Live strategies trade on stored bars, as the watch runs them forward: no order "
                + "was sent, and none moved the market."),
            new ProseBlock(
                "Costs are the profit that the same trades would have made without commission and slippage, less the profit. Turnover is traded notional by mean equity. The paper book gives each "
                + "candidate and strategy on paper the same capital each day. A promotion counts as lasting when the strategy stayed live for 90 days without a break. A delay is measured from the first close that "
                + "can have shown what was told; looks are taken once a day in a replay. What takes no virtual time, such as the evaluation itself, is not measured."),
        ]);

    private static IEnumerable<ReportFact> Thresholds(ReplayInput input) =>
    [
        new("Streak to go live", Text($"{input.Policy.StreakDays} days in the top {input.Policy.TopShare:P0}, {input.Policy.PaperStreakDays} to go on paper")),
        new("Evidence to go live", Text($"strength {input.Policy.MinEvidence:0.##} of 1")),
        new("Survival to go live", Text($"{input.Policy.MinSurvival:P0} of the stays of 90 days in its own history")),
        new("Seats and capital", Text($"{input.Policy.Seats} seats, {input.Policy.Capital:N0}")),
        new("Costs of a trade", Text($"{input.TradeCosts * 10_000:0.##} basis points of its notional")),
        new("Markets", string.Join(", ", input.Markets.Keys.Order(StringComparer.Ordinal))),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
