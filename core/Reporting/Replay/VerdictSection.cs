using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.TearSheets;

namespace Serverless.Core.Reporting.Replay;

/// <summary>What came of it, in figures and against the specification.</summary>
internal static class VerdictSection
{
    public static ReportSection Of(ReplayInput input, ReplaySummary summary) => new("summary", "Summary", [Verdict(input, summary), Figures(input, summary)]);

    private static FindingsBlock Verdict(ReplayInput input, ReplaySummary summary)
    {
        var missed = summary.Criteria.Any(criterion => criterion.Status == CriterionStatus.Missed);
        var kind = missed ? FindingKind.Failed : input.Live.Count == 0 ? FindingKind.Caution : FindingKind.Passed;
        return new FindingsBlock(Headline(input, summary), kind, [.. summary.Criteria.Select(criterion => new Finding(
            criterion.Status switch
            {
                CriterionStatus.Met => FindingKind.Passed,
                CriterionStatus.Missed => FindingKind.Failed,
                _ => FindingKind.Note,
            },
            $"{criterion.Id}, {criterion.Target}: {criterion.Found}."))]);
    }

    private static string Headline(ReplayInput input, ReplaySummary summary)
    {
        var others = new[] { summary.Market, summary.BuyAndHold }.OfType<ReplayCurve>()
            .Select(curve => $"{curve.Name} {Words.Signed(curve.Figures.TotalReturn)}, {Words.Percent(curve.Figures.MaxDrawdown)} deep");
        var own = $"{Words.Signed(summary.Platform.Figures.TotalReturn)} on all capital, {Words.Percent(summary.Platform.Figures.MaxDrawdown)} deep";
        var beside = string.Join("; ", others);
        var live = input.Live.Select(one => one.Span.StrategyId).Distinct().Count();
        return live == 0
            ? $"Nobody went live: all capital stayed in cash.{(beside.Length == 0 ? "" : $" {beside}.")}"
            : $"{(live == 1 ? "One strategy" : $"{Words.Count(live)} strategies")} went live and made {own}{(beside.Length == 0 ? "" : $"; {beside}")}.";
    }

    private static FiguresBlock Figures(ReplayInput input, ReplaySummary summary)
    {
        var (figures, days) = (summary.Platform.Figures, summary.Days.Count);
        return new FiguresBlock(
        [
            new ReportFigure("Profit after costs", Cell.Money(summary.Profit)),
            new ReportFigure("Total return", Cell.Percent(figures.TotalReturn)),
            new ReportFigure("Return a year", Cell.From(days, MinimumSample.SpanDays, CellKind.Percent, figures.Cagr)),
            new ReportFigure("Volatility", Cell.From(days, MinimumSample.Days, CellKind.Percent, figures.Volatility)),
            new ReportFigure("Sharpe ratio", Cell.From(days, MinimumSample.Days, CellKind.Ratio, figures.Sharpe)),
            new ReportFigure("Deepest fall", Cell.Percent(figures.MaxDrawdown)),
            new ReportFigure("Costs", Cell.Money(summary.Costs)),
            new ReportFigure("Turnover a year", Cell.Ratio(summary.AnnualTurnover)),
            new ReportFigure("Capital at work, mean", Cell.Percent(summary.MeanAllocated)),
            new ReportFigure($"Most seats taken, of {input.Policy.Seats}", Cell.Count(days == 0 ? 0 : summary.Days.Max(day => day.Live))),
        ]);
    }
}
