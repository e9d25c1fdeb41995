using System.Globalization;
using System.Xml.Linq;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Draws panels: name and note above each line, the first and the last day below all.</summary>
internal static class PanelDrawing
{
    private const double Width = 372;
    private const double LineHeight = 46;
    private const double NameHeight = 18;
    private const double Gap = 10;
    private const double Foot = 16;

    public static XElement Of(PanelChart chart)
    {
        double[] ticks = [.. chart.Ticks.Select(tick => (double)tick)];
        var x = new Axis(ticks[0], ticks[^1], 0, Width);
        var height = (chart.Panels.Count * (NameHeight + LineHeight + Gap)) + Foot;
        return ChartFrame.Root(
            chart,
            height,
            [
                .. chart.Panels.SelectMany((panel, index) => Panel(panel, ticks, x, index * (NameHeight + LineHeight + Gap))),
                Svg.Text("tick", 0, height - 4, "start", Day(chart.Ticks[0])),
                Svg.Text("tick", Width, height - 4, "end", Day(chart.Ticks[^1])),
            ],
            Width);
    }

    private static IEnumerable<XElement> Panel(ChartPanel panel, double[] ticks, Axis x, double top)
    {
        var finite = panel.Values.Where(double.IsFinite).Append(0).ToList();
        // A line that never leaves zero lies on it.
        var (low, high) = (finite.Min(), finite.Max() is var highest && highest > finite.Min() ? highest : finite.Min() + 1);
        var y = new Axis(low, high, top + NameHeight + LineHeight, top + NameHeight);
        yield return Svg.Text("tick", 0, top + 12, "start", panel.Name);
        yield return Svg.Text("note", Width, top + 12, "end", panel.Note);
        yield return Svg.Path("fill", LinePath.Area(ticks, panel.Values, 0, x, y));
        yield return Svg.Line("zero", 0, y.At(0), Width, y.At(0));
        yield return Svg.Path("line s0", LinePath.Line(ticks, panel.Values, x, y));
    }

    // A day ends at midnight.
    private static string Day(long ticks) => new DateTime(ticks - 1, DateTimeKind.Utc).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
