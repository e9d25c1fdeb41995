using System.Globalization;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Replay;
using Spectre.Console;

namespace Serverless.Cli.Simulation;

/// <summary>Prints what a replay was like.</summary>
internal static class SimulationView
{
    private const int FailuresShown = 3;

    public static void Write(ReplayInput input, ReplaySummary summary, ReplayTrail trail, TimeSpan elapsed)
    {
        var console = Consoles.Output;
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{input.Cycles.Count} cycles from {input.From:yyyy-MM-dd} to {input.To:yyyy-MM-dd} in {elapsed.TotalSeconds:0} s, profile '{input.Profile}'"));
        foreach (var failed in input.FailedCycles.Take(FailuresShown))
            console.MarkupLineInterpolated($"[yellow]![/] {failed}");
        if (input.FailedCycles.Count > FailuresShown)
            console.WriteLine($"{input.FailedCycles.Count} cycles in all did not complete.");
        // The tables of the report, in the terminal.
        foreach (var table in ReplayReport.Of(input, summary).Sections.Where(section => section.Id is "equity" or "gates").SelectMany(section => section.Blocks).OfType<TableBlock>())
            console.Write(TableOf(table.Table));
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Profit {summary.Profit:N2} after {summary.Costs:N2} of costs; turnover {summary.AnnualTurnover:0.00} a year; on average {summary.MeanAllocated:P1} of capital at work."));
        console.Write(Criteria(summary));
        console.WriteLine($"Decisions SHA-256 {trail.Decisions}");
        console.WriteLine($"Audit trail: {trail.Audit.Entries} entries read and hashed, {(trail.Audit.IsIntact ? "intact" : "NOT INTACT")}, head {trail.Audit.HeadHash}");
    }

    private static Table TableOf(ReportTable table)
    {
        var shown = new Table().RoundedBorder().Caption(Markup.Escape(table.Caption));
        foreach (var heading in table.Headings)
            shown.AddColumn(Markup.Escape(heading));
        foreach (var row in table.Rows)
            shown.AddRow([.. row.Select(cell => Markup.Escape(CellText.Of(cell)))]);
        return shown;
    }

    private static Table Criteria(ReplaySummary summary)
    {
        var table = new Table().RoundedBorder().AddColumns("", "criterion", "asked for", "found");
        foreach (var one in summary.Criteria)
        {
            var mark = one.Status switch { CriterionStatus.Met => "[green]met[/]", CriterionStatus.Missed => "[red]missed[/]", _ => "[grey]open[/]" };
            table.AddRow(mark, Markup.Escape(one.Id), Markup.Escape(one.Target), Markup.Escape(one.Found));
        }

        return table;
    }
}
