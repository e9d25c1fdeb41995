using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>Which limits and guards acted, how often, and what the last ones did.</summary>
internal static class LimitsSection
{
    private const int Shown = 10;

    public static ReportSection Of(SheetFigures figures)
    {
        var limits = figures.Run.Limits;
        if (limits.Count == 0)
            return new ReportSection("limits", "Limits", [new ProseBlock("No limit or guard acted.")]);
        var groups = limits
            .GroupBy(limit => (limit.Limit, limit.Subject, limit.Action))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Limit, StringComparer.Ordinal).ThenBy(group => group.Key.Subject, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Action, StringComparer.Ordinal);
        return new ReportSection(
            "limits",
            "Limits",
            [
                new TableBlock(new ReportTable(
                    "limits-hit",
                    $"Limits and guards acted {Words.Count(limits.Count)} times. What was left at worst is a share of what they found.",
                    ["Limit", "Subject", "Action", "Times", "Least left", "First (UTC)", "Last (UTC)"],
                    [.. groups.Select(group => (Cell[])
                    [
                        Cell.Text(group.Key.Limit),
                        Cell.Text(group.Key.Subject),
                        Cell.Text(group.Key.Action),
                        Cell.Count(group.Count()),
                        Cell.Percent(group.Min(limit => limit.After / limit.Before)),
                        Cell.Time(group.Min(limit => limit.Time)),
                        Cell.Time(group.Max(limit => limit.Time)),
                    ])])),
                new TableBlock(new ReportTable(
                    "limits-last",
                    limits.Count > Shown ? $"The last {Shown}." : "All of them.",
                    ["Time (UTC)", "Limit", "Subject", "Allowed", "Before", "After", "Action"],
                    [.. limits.TakeLast(Shown).Select(limit => (Cell[])
                    [
                        Cell.Time(limit.Time),
                        Cell.Text(limit.Limit),
                        Cell.Text(limit.Subject),
                        Cell.Quantity(limit.Allowed),
                        Cell.Quantity(limit.Before),
                        Cell.Quantity(limit.After),
                        Cell.Text(limit.Action),
                    ])])),
            ]);
    }
}
