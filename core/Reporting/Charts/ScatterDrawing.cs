using System.Xml.Linq;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Draws points. Points that would lie on the same spot are drawn once.</summary>
internal static class ScatterDrawing
{
    private const double Height = 320;
    private const int Spot = 3;

    public static XElement Of(ScatterChart chart)
    {
        var plot = new Plot(84, 12, ChartFrame.Width - 12, Height - 48);
        var (left, right) = ChartFrame.Range(chart.Points.Select(point => point.X), 0);
        var (bottom, top) = ChartFrame.Range(chart.Points.Select(point => point.Y), 0);
        Axis x = new(left, right, plot.Left, plot.Right), y = new(bottom, top, plot.Bottom, plot.Top);
        var drawn = chart.Points.DistinctBy(point => ((int)(x.At(point.X) / Spot), (int)(y.At(point.Y) / Spot), point.IsLoss));
        return ChartFrame.Root(chart, Height,
        [
            .. ChartFrame.Values(plot, y, chart.Kind),
            .. ChartFrame.Numbers(plot, x, chart.Kind, chart.XTitle),
            Svg.Element(
                "text", "axis", new XAttribute("transform", $"translate(16 {Svg.At((plot.Top + plot.Bottom) / 2)}) rotate(-90)"), new XAttribute("text-anchor", "middle"), chart.YTitle),
            .. drawn.Select(point => Mark(point, x.At(point.X), y.At(point.Y))),
            Svg.Element("circle", "dot", Svg.Attribute("cx", plot.Right - 132), Svg.Attribute("cy", plot.Top + 12), Svg.Attribute("r", 3)),
            Svg.Text("key", plot.Right - 124, plot.Top + 16, "start", "gain"),
            Mark(new ChartPoint(0, 0, true), plot.Right - 72, plot.Top + 12),
            Svg.Text("key", plot.Right - 64, plot.Top + 16, "start", "loss"),
        ]);
    }

    private static XElement Mark(ChartPoint point, double x, double y) => point.IsLoss
        ? Svg.Path("cross", $"M{Svg.At(x - 3)} {Svg.At(y - 3)}l6 6m0 -6l-6 6")
        : Svg.Element("circle", "dot", Svg.Attribute("cx", x), Svg.Attribute("cy", y), Svg.Attribute("r", 3));
}
