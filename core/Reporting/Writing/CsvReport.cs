using System.Globalization;
using System.Text;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Writing;

/// <summary>
/// Writes the values of a report as comma-separated lines <c>section,table,row,column,value</c>, one for each cell: figures are exact, times are ISO 8601 in
/// UTC, and what is undefined is empty. UTF-8; the same document gives the same bytes.
/// </summary>
public static class CsvReport
{
    /// <summary>All values in UTF-8.</summary>
    public static byte[] Write(ReportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder("section,table,row,column,value\n");
        foreach (var section in document.Sections)
        {
            foreach (var block in section.Blocks)
                Write(text, section.Id, block);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, string section, ReportBlock block)
    {
        switch (block)
        {
            case FactsBlock facts:
                foreach (var fact in facts.Facts)
                    Line(text, section, "facts", fact.Name, "value", fact.Value);
                break;
            case FindingsBlock findings:
                Line(text, section, "verdict", findings.Kind.ToString(), "text", findings.Headline);
                foreach (var finding in findings.Findings)
                    Line(text, section, "findings", finding.Kind.ToString(), "text", finding.Text);
                break;
            case FiguresBlock figures:
                foreach (var figure in figures.Figures)
                    Write(text, section, figure);
                break;
            case TableBlock table:
                Write(text, section, table.Table);
                break;
            case ChartBlock chart:
                Write(text, section, chart.Chart.Table);
                break;
            case ChartGridBlock grid:
                foreach (var chart in grid.Charts)
                    Write(text, section, chart.Table);
                break;
        }
    }

    private static void Write(StringBuilder text, string section, ReportFigure figure)
    {
        Line(text, section, "figures", figure.Name, "value", ValueOf(figure.Value));
        if (figure.Interval is not { } interval)
            return;
        Line(text, section, "figures", figure.Name, "low", Exact(interval.Low));
        Line(text, section, "figures", figure.Name, "high", Exact(interval.High));
    }

    private static void Write(StringBuilder text, string section, ReportTable table)
    {
        foreach (var row in table.Rows)
        {
            for (var column = 1; column < row.Count; column++)
                Line(text, section, table.Id, ValueOf(row[0]), table.Headings[column], ValueOf(row[column]));
        }
    }

    private static void Line(StringBuilder text, params ReadOnlySpan<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                text.Append(',');
            // A spreadsheet would run what begins like a formula.
            var field = fields[i].Length > 1 && fields[i][0] is '=' or '@' ? $"'{fields[i]}" : fields[i];
            text.Append(field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field);
        }

        text.Append('\n');
    }

    private static string ValueOf(Cell cell) => cell switch
    {
        { Number: { } number } => Exact(number),
        { Instant: { } time } => time.ToString(cell.Kind == CellKind.Date ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        { Kind: CellKind.Text, Words: { } words } => words,
        _ => "",
    };

    private static string Exact(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
