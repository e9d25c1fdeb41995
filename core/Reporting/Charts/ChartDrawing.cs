using System.Xml.Linq;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Draws charts as inline SVG: no scripts, no fonts, no links; the same chart gives the same bytes.</summary>
public static class ChartDrawing
{
    /// <summary>The <c>svg</c> element of a chart, with its title and description.</summary>
    public static XElement Of(Chart chart) => chart switch
    {
        LineChart line => LineDrawing.Of(line),
        BarChart bars => BarDrawing.Of(bars),
        HeatMapChart map => HeatMapDrawing.Of(map),
        ScatterChart points => ScatterDrawing.Of(points),
        SpanChart spans => SpanDrawing.Of(spans),
        PanelChart panels => PanelDrawing.Of(panels),
        _ => throw new ArgumentException($"There is no drawing of {chart?.GetType().Name ?? "nothing"}.", nameof(chart)),
    };
}
