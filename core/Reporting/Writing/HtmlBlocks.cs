using System.Xml.Linq;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Writing;

/// <summary>Blocks of a report as elements of a page. No element without content is empty: browsers would take it for an open one.</summary>
internal static class HtmlBlocks
{
    private const int ManyColumns = 7;
    private const int ManyRows = 40;

    public static XElement Of(ReportBlock block) => block switch
    {
        ProseBlock prose => new XElement("p", prose.Text),
        FactsBlock facts => Facts(facts),
        FindingsBlock findings => Findings(findings),
        FiguresBlock figures => Figures(figures),
        TableBlock table => Scrolled(table.Table),
        ChartBlock chart => Figure(chart.Chart),
        ChartGridBlock grid => Element("div", "cards", grid.Charts.Select(Figure)),
        _ => throw new ArgumentException($"A page has no {block.GetType().Name}.", nameof(block)),
    };

    private static XElement Facts(FactsBlock block) => Element(
        "dl", "facts", block.Facts.Select(fact => new XElement("div", new XElement("dt", fact.Name), new XElement("dd", fact.Value))));

    private static XElement Findings(FindingsBlock block) => Element(
        "div",
        $"verdict {StyleOf(block.Kind)}",
        Element("p", "headline", Element("span", "mark", Mark(block.Kind)), $" {block.Headline}"),
        block.Findings.Count == 0 ? null : new XElement("ul", block.Findings.Select(finding => new XElement(
            "li",
            Element("span", $"mark {StyleOf(finding.Kind)}", Mark(finding.Kind)),
            $" {finding.Text}"))));

    private static XElement Figures(FiguresBlock block) => Element(
        "dl",
        "tiles",
        block.Figures.Select(figure => new XElement(
            "div",
            new XElement("dt", figure.Name),
            Element("dd", figure.Value.HasValue ? "big" : "big absent", CellText.Of(figure.Value)),
            Element("dd", "interval", IntervalOf(figure)))));

    private static string IntervalOf(ReportFigure figure) => figure.Interval is { } interval
        ? $"95 %: {CellText.Number(figure.Value.Kind, interval.Low)} … {CellText.Number(figure.Value.Kind, interval.High)}"
        : "";

    private static XElement Figure(Chart chart) => new(
        "figure",
        new XElement("figcaption", new XElement("h3", chart.Title), new XElement("p", chart.Summary)),
        ChartDrawing.Of(chart),
        new XElement("details", new XElement("summary", $"Data: {chart.Table.Caption}"), Scrolled(chart.Table)));

    // What may scroll must be reached by the keyboard; what hardly ever does should not stop it.
    private static XElement Scrolled(ReportTable table) => table.Headings.Count < ManyColumns
        ? Element("div", table is { Headings.Count: 2, Rows.Count: > ManyRows } ? "table pairs" : "table", Table(table))
        : Element(
            "div", "table scroll", new XAttribute("tabindex", "0"), new XAttribute("role", "group"), new XAttribute("aria-label", $"Table: {table.Caption}"), Table(table));

    private static XElement Table(ReportTable table)
    {
        var numeric = Enumerable.Range(0, table.Headings.Count).Select(column => table.Rows.Any(row => IsNumeric(row[column]))).ToList();
        return new XElement(
            "table",
            new XAttribute("id", table.Id),
            new XElement("caption", table.Caption),
            new XElement("thead", new XElement("tr", table.Headings.Select((heading, column) => new XElement(
                "th", new XAttribute("scope", "col"), numeric[column] && column > 0 ? new XAttribute("class", "n") : null, heading)))),
            new XElement("tbody", table.Rows.Select(row => new XElement("tr", row.Select((cell, column) => Cell(cell, column, numeric[column]))))));
    }

    private static XElement Cell(Cell cell, int column, bool numeric)
    {
        var text = CellText.Of(cell);
        if (column == 0)
            return new XElement("th", new XAttribute("scope", "row"), cell.Instant is null ? null : new XAttribute("class", "d"), text);
        var style = (numeric, cell) switch
        {
            (_, { HasValue: false }) => numeric ? "n absent" : "absent",
            (true, { Number: < 0 }) when text[0] == '−' => "n neg",
            (true, _) => "n",
            (_, { Instant: not null }) => "d",
            _ => null,
        };
        return Element("td", style, text);
    }

    private static bool IsNumeric(Cell cell) => cell.Kind is not (CellKind.Text or CellKind.Date or CellKind.Time);

    private static XElement Element(string name, string? style, params object?[] content) =>
        new(name, style is null ? null : new XAttribute("class", style), content);

    private static string StyleOf(FindingKind kind) => kind.ToString().ToLowerInvariant();

    private static string Mark(FindingKind kind) => kind switch
    {
        FindingKind.Passed => "✓ Passed.",
        FindingKind.Caution => "! Caution.",
        FindingKind.Failed => "✗ Failed.",
        _ => "• Note.",
    };
}
