using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Reporting.TearSheets;
using Serverless.Core.Validation.Bootstrap;

namespace Serverless.Core.Tests.Reporting;

/// <summary>Sheets with few histories, and their parts by name.</summary>
internal static class Sheets
{
    public static readonly BootstrapSettings Few = new() { Replications = 100, Seed = 1 };

    public static ReportDocument Of(ReportRun run, ReportBenchmark? benchmark = null) => TearSheet.Of(run, new TearSheetOptions { Benchmark = benchmark, Bootstrap = Few });

    public static ReportTable Table(this ReportDocument document, string id) => document.Sections.SelectMany(section => section.Blocks)
        .Select(block => block switch { TableBlock table => table.Table, ChartBlock chart => chart.Chart.Table, _ => null })
        .First(table => table?.Id == id)!;

    public static LineChart Line(this ReportDocument document, string id) =>
        document.Sections.SelectMany(section => section.Blocks).OfType<ChartBlock>().Select(block => block.Chart).OfType<LineChart>().Single(chart => chart.Id == id);

    public static Cell Cell(this ReportTable table, string row, string heading) =>
        table.Rows.First(cells => CellText.Of(cells[0]) == row)[table.Headings.ToList().IndexOf(heading)];

    public static ReportFigure Figure(this ReportDocument document, string name) => document.Sections.SelectMany(section => section.Blocks)
        .OfType<FiguresBlock>().First().Figures.First(figure => figure.Name == name);

    public static IReadOnlyList<Finding> Findings(this ReportDocument document) => document.Sections.SelectMany(section => section.Blocks).OfType<FindingsBlock>().Single().Findings;
}
