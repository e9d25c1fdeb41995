using System.Xml.Linq;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Charts;

/// <summary>What drawings share: the accessible root, value axis, time axis and legend.</summary>
internal static class ChartFrame
{
    public const double Width = 760;
    private const int MostTicks = 6;
    private const double HalfLabel = 12;

    /// <summary>The root of a drawing, with title and description for those who do not see it.</summary>
    public static XElement Root(Chart chart, double height, IEnumerable<XElement?> content, double width = Width) => Svg.Element(
        "svg",
        "chart",
        new XAttribute("id", chart.Id),
        new XAttribute("viewBox", $"0 0 {Svg.At(width)} {Svg.At(height)}"),
        new XAttribute("role", "img"),
        new XAttribute("aria-labelledby", $"{chart.Id}-t {chart.Id}-d"),
        new XElement("title", new XAttribute("id", $"{chart.Id}-t"), chart.Title),
        new XElement("desc", new XAttribute("id", $"{chart.Id}-d"), chart.Summary),
        content);

    /// <summary>Lines across and their labels.</summary>
    public static IEnumerable<XElement> Values(Plot plot, Axis axis, CellKind kind, bool logarithmic = false)
    {
        var step = Ticks.Step(axis.Low, axis.High, MostTicks);
        var ticks = logarithmic ? Ticks.Logarithmic(axis.Low, axis.High) : Ticks.Linear(axis.Low, axis.High, step);
        foreach (var tick in ticks)
        {
            var y = axis.At(tick);
            yield return Svg.Line("grid", plot.Left, y, plot.Right, y);
            yield return Svg.Text("tick", plot.Left - 8, y + 4, "end", AxisText.Of(kind, tick, logarithmic ? Math.Min(step, tick) : step));
        }
    }

    /// <summary>Dates below.</summary>
    public static IEnumerable<XElement> Times(Plot plot, Axis axis)
    {
        foreach (var (ticks, label) in TimeTicks.Between((long)axis.Low, (long)axis.High))
        {
            var x = axis.At(ticks);
            yield return Svg.Line("grid", x, plot.Top, x, plot.Bottom);
            // A label at the very end would be cut.
            yield return Svg.Text("tick", x, plot.Bottom + 17, x > plot.Right - HalfLabel ? "end" : "middle", label);
        }
    }

    /// <summary>Numbers below, with the name of the axis.</summary>
    public static IEnumerable<XElement> Numbers(Plot plot, Axis axis, CellKind kind, string title)
    {
        var step = Ticks.Step(axis.Low, axis.High, MostTicks);
        foreach (var tick in Ticks.Linear(axis.Low, axis.High, step))
        {
            var x = axis.At(tick);
            yield return Svg.Line("grid", x, plot.Top, x, plot.Bottom);
            yield return Svg.Text("tick", x, plot.Bottom + 17, "middle", AxisText.Of(kind, tick, step));
        }

        yield return Svg.Text("axis", (plot.Left + plot.Right) / 2, plot.Bottom + 36, "middle", title);
    }

    /// <summary>A range that holds all values and a little more, in round numbers.</summary>
    public static (double Low, double High) Range(IEnumerable<double> values, double? including = null)
    {
        double low = including ?? double.PositiveInfinity, high = including ?? double.NegativeInfinity;
        foreach (var value in values)
        {
            if (double.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (low > high)
            return (0, 1);
        if (low == high)
            return low == 0 ? (-1, 1) : (low - (Math.Abs(low) * 0.1), high + (Math.Abs(high) * 0.1));
        var step = Ticks.Step(low, high, MostTicks);
        return (Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step);
    }
}
