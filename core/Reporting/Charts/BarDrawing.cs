using System.Xml.Linq;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Draws bars; losses are hatched and, where values are signed, hang below zero.</summary>
internal static class BarDrawing
{
    private const double Height = 248;
    private const double LabelWidth = 46;
    private const double LabelHeight = 14;

    public static XElement Of(BarChart chart)
    {
        // Below bars that hang down stand their values, and below these the names.
        var hangs = chart.IsLabelled && chart.Bars.Any(bar => bar.Value < 0);
        var plot = new Plot(72, 22, ChartFrame.Width - 12, Height - (hangs ? 28 + LabelHeight : 28));
        var (low, high) = ChartFrame.Range(chart.Bars.Where(bar => bar.Value is not null).Select(bar => bar.Value!.Value), 0);
        var y = new Axis(low, high, plot.Bottom, plot.Top);
        var width = plot.Width / Math.Max(1, chart.Bars.Count);
        var every = Math.Max(1, (int)Math.Ceiling(LabelWidth / width));
        return ChartFrame.Root(chart, Height,
        [
            .. ChartFrame.Values(plot, y, chart.Kind),
            .. chart.Bars.SelectMany((bar, index) => Bar(chart, bar, plot.Left + (index * width), width, y, index % every == 0, plot)),
            Svg.Line("zero", plot.Left, y.At(0), plot.Right, y.At(0)),
        ]);
    }

    private static IEnumerable<XElement> Bar(BarChart chart, ChartBar bar, double left, double width, Axis y, bool isNamed, Plot plot)
    {
        var middle = left + (width / 2);
        if (isNamed)
            yield return Svg.Text("tick", middle, Height - 11, "middle", bar.Label);
        if (bar.Value is not { } value)
            yield break;
        var isLoss = bar.IsLoss ?? value < 0;
        var thickness = Math.Min(width * 0.78, 56);
        var (top, bottom) = (y.At(Math.Max(value, 0)), y.At(Math.Min(value, 0)));
        yield return Svg.Box(isLoss ? "loss" : "gain", middle - (thickness / 2), top, thickness, bottom - top);
        if (isLoss)
            yield return Svg.Box("hatched", middle - (thickness / 2), top, thickness, bottom - top);
        if (chart.IsLabelled && width >= LabelWidth * 0.8)
            yield return Svg.Text("label", middle, value < 0 ? bottom + 13 : top - 5, "middle", CellText.Number(chart.Kind, value));
    }
}
