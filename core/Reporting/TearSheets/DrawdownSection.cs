using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>The worst drawdowns.</summary>
internal static class DrawdownSection
{
    private const int Shown = 10;

    public static ReportSection Of(SheetFigures figures)
    {
        var worst = figures.Drawdowns.Episodes.OrderByDescending(episode => episode.Depth).ThenBy(episode => episode.PeakIndex).Take(Shown).ToList();
        if (worst.Count == 0)
            return new ReportSection("drawdowns", "Worst drawdowns", [new ProseBlock("There is none: the equity never falls below its highest value.")]);
        return new ReportSection(
            "drawdowns",
            "Worst drawdowns",
            [
                new TableBlock(new ReportTable(
                    "worst-drawdowns",
                    $"The {worst.Count} deepest of {Words.Count(figures.Drawdowns.Episodes.Length)}. Depth is measured at closes; days are those of the calendar.",
                    ["Rank", "Depth", "Peak", "Trough", "Recovered", "Days down", "Days back", "Days in all"],
                    [.. worst.Select((episode, index) => Row(figures, episode, index + 1))])),
            ]);
    }

    private static Cell[] Row(SheetFigures figures, DrawdownEpisode episode, int rank)
    {
        var end = episode.RecoveryIndex ?? figures.Run.Curve.Returns.Length;
        return
        [
            Cell.Count(rank),
            Cell.Percent(episode.Depth),
            Day(episode.PeakIndex),
            Day(episode.TroughIndex),
            episode.RecoveryIndex is { } recovery ? Day(recovery) : Cell.Text("not yet"),
            Cell.Days(figures.DaysBetween(episode.PeakIndex, episode.TroughIndex)),
            Cell.Days(episode.RecoveryIndex is { } back ? figures.DaysBetween(episode.TroughIndex, back) : null),
            Cell.Days(figures.DaysBetween(episode.PeakIndex, end)),
        ];

        Cell Day(int point) => Cell.Date(figures.Run.Curve.TimeOf(point).AddTicks(-1));
    }
}
