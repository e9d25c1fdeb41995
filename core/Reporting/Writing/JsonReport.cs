using System.Text.Encodings.Web;
using System.Text.Json;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Writing;

/// <summary>
/// Writes a report as one JSON document: sections with their blocks, in order. Figures are exact numbers, null where undefined; times are ISO 8601 in UTC;
/// a chart is its table. The same document gives the same bytes.
/// </summary>
public static class JsonReport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document in UTF-8.</summary>
    public static byte[] Write(ReportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("title", document.Title);
            json.WriteString("subtitle", document.Subtitle);
            json.WriteStartArray("sections");
            foreach (var section in document.Sections)
                Write(json, section);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ReportSection section)
    {
        json.WriteStartObject();
        json.WriteString("id", section.Id);
        json.WriteString("title", section.Title);
        json.WriteStartArray("blocks");
        foreach (var block in section.Blocks)
        {
            json.WriteStartObject();
            Write(json, block);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReportBlock block)
    {
        switch (block)
        {
            case ProseBlock prose:
                json.WriteString("type", "text");
                json.WriteString("text", prose.Text);
                break;
            case FactsBlock facts:
                json.WriteString("type", "facts");
                json.WriteStartObject("facts");
                foreach (var fact in facts.Facts)
                    json.WriteString(fact.Name, fact.Value);
                json.WriteEndObject();
                break;
            case FindingsBlock findings:
                Write(json, findings);
                break;
            case FiguresBlock figures:
                json.WriteString("type", "figures");
                json.WriteStartArray("figures");
                foreach (var figure in figures.Figures)
                    Write(json, figure);
                json.WriteEndArray();
                break;
            case TableBlock table:
                json.WriteString("type", "table");
                Write(json, table.Table);
                break;
            case ChartBlock chart:
                Write(json, chart.Chart);
                break;
            case ChartGridBlock grid:
                json.WriteString("type", "charts");
                json.WriteStartArray("charts");
                foreach (var chart in grid.Charts)
                {
                    json.WriteStartObject();
                    Write(json, chart);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"JSON has no {block.GetType().Name}.", nameof(block));
        }
    }

    private static void Write(Utf8JsonWriter json, FindingsBlock block)
    {
        json.WriteString("type", "verdict");
        json.WriteString("verdict", NameOf(block.Kind));
        json.WriteString("text", block.Headline);
        json.WriteStartArray("findings");
        foreach (var finding in block.Findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", NameOf(finding.Kind));
            json.WriteString("text", finding.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReportFigure figure)
    {
        json.WriteStartObject();
        json.WriteString("name", figure.Name);
        json.WriteString("kind", NameOf(figure.Value.Kind));
        json.WritePropertyName("value");
        Write(json, figure.Value);
        if (figure.Value is { HasValue: false, Words: { } reason })
            json.WriteString("reason", reason);
        if (figure.Interval is { } interval)
        {
            json.WriteNumber("low", interval.Low);
            json.WriteNumber("high", interval.High);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Chart chart)
    {
        json.WriteString("type", "chart");
        json.WriteString("chart", chart.Id);
        json.WriteString("title", chart.Title);
        json.WriteString("summary", chart.Summary);
        Write(json, chart.Table);
    }

    private static void Write(Utf8JsonWriter json, ReportTable table)
    {
        json.WriteString("table", table.Id);
        json.WriteString("caption", table.Caption);
        json.WriteStartArray("columns");
        foreach (var heading in table.Headings)
            json.WriteStringValue(heading);
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in table.Rows)
        {
            json.WriteStartArray();
            foreach (var cell in row)
                Write(json, cell);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Cell cell)
    {
        switch (cell)
        {
            case { Number: { } number }:
                json.WriteNumberValue(number);
                break;
            case { Instant: { } time }:
                json.WriteStringValue(time);
                break;
            case { Kind: CellKind.Text, Words: { } words }:
                json.WriteStringValue(words);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static string NameOf<T>(T kind)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
