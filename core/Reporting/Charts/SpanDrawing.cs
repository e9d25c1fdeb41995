using System.Xml.Linq;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Draws stretches of time; the later kinds are darker, and thicker.</summary>
internal static class SpanDrawing
{
    private const double RowHeight = 17;
    private const double NameWidth = 232;
    private const double ThinnestBar = 1.5;

    public static XElement Of(SpanChart chart)
    {
        var plot = new Plot(NameWidth, 34, ChartFrame.Width - 12, 34 + (RowHeight * Math.Max(1, chart.Rows.Count)));
        var x = new Axis(chart.FromTicks, chart.ToTicks, plot.Left, plot.Right);
        return ChartFrame.Root(chart, plot.Bottom + 28,
        [
            .. ChartFrame.Times(plot, x),
            .. chart.Rows.Select((name, row) => Svg.Text("tick", plot.Left - 8, plot.Top + (row * RowHeight) + 12.5, "end", name)),
            .. chart.Spans.Select(span => Bar(span, chart, x, plot)),
            .. chart.Kinds.SelectMany(Key),
        ]);
    }

    private static XElement Bar(ChartSpan span, SpanChart chart, Axis x, Plot plot)
    {
        var (left, right) = (x.At(Math.Max(span.FromTicks, chart.FromTicks)), x.At(Math.Min(span.ToTicks, chart.ToTicks)));
        var height = RowHeight - 4 - (2.0 * Math.Max(0, 2 - span.Kind));
        return Svg.Box($"t{span.Kind}", left, plot.Top + (span.Row * RowHeight) + ((RowHeight - height) / 2), Math.Max(ThinnestBar, right - left), height);
    }

    private static IEnumerable<XElement> Key(string name, int kind)
    {
        var left = NameWidth + (kind * 120);
        yield return Svg.Box($"t{kind}", left, 6, 26, 12);
        yield return Svg.Text("key", left + 32, 16, "start", name);
    }
}
