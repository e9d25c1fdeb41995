using System.Xml.Linq;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Draws lines. Series differ in colour and in dashes; shades in tone and pattern.</summary>
internal static class LineDrawing
{
    private const int Styles = 6;
    private const double Height = 288;
    private const double LegendWidth = 700;
    private const double CharacterWidth = 6.4;

    public static XElement Of(LineChart chart)
    {
        var legend = Legend(chart);
        var plot = new Plot(72, 12 + (legend.Rows * 20), ChartFrame.Width - 12, Height - (chart.CountsDays ? 44 : 28));
        var xs = chart.Series.Where(series => series.X.Length > 0).ToList();
        var x = new Axis(xs.Min(series => series.X[0]), xs.Max(series => series.X[^1]), plot.Left, plot.Right);
        var y = ValueAxis(chart, plot);
        return ChartFrame.Root(chart, Height,
        [
            .. chart.Shades.Select(shade => Shade(chart, shade, x, plot)),
            .. ChartFrame.Values(plot, y, chart.Kind, chart.IsLogarithmic),
            .. chart.CountsDays ? ChartFrame.Numbers(plot, x, Documents.CellKind.Count, "days") : ChartFrame.Times(plot, x),
            .. chart.Bands.Select((band, index) => Svg.Path($"band b{index}", LinePath.Band(band, x, y))),
            chart.IsFilled && chart.Series.Count > 0 ? Svg.Path("fill", LinePath.Area(chart.Series[0].X, chart.Series[0].Y, chart.Baseline ?? y.Low, x, y)) : null,
            chart.Baseline is { } baseline ? Svg.Line("zero", plot.Left, y.At(baseline), plot.Right, y.At(baseline)) : null,
            .. chart.Series.Select((series, index) => Svg.Path($"line s{index % Styles}", LinePath.Line(series.X, series.Y, x, y))).Reverse(),
            .. legend.Elements,
        ]);
    }

    private static Axis ValueAxis(LineChart chart, Plot plot)
    {
        var values = chart.Series.SelectMany(series => series.Y).Concat(chart.Bands.SelectMany(band => band.Low.Concat(band.High)));
        if (!chart.IsLogarithmic)
        {
            var (low, high) = ChartFrame.Range(values, chart.Baseline);
            return new Axis(low, high, plot.Bottom, plot.Top);
        }

        var positive = values.Where(value => double.IsFinite(value) && value > 0).DefaultIfEmpty(1).ToList();
        return new Axis(positive.Min() / 1.02, positive.Max() * 1.02, plot.Bottom, plot.Top, logarithmic: true);
    }

    private static XElement Shade(LineChart chart, ChartShade shade, Axis x, Plot plot)
    {
        var names = chart.Shades.Select(one => one.Name).Distinct().ToList();
        var (left, right) = (Math.Max(plot.Left, x.At(shade.FromTicks)), Math.Min(plot.Right, x.At(shade.ToTicks)));
        return Svg.Box($"shade h{names.IndexOf(shade.Name) % 4}", left, plot.Top, Math.Max(0, right - left), plot.Height);
    }

    // One entry needs none: the title says what it is.
    private static (int Rows, List<XElement> Elements) Legend(LineChart chart)
    {
        var names = chart.Shades.Select(shade => shade.Name).Distinct().ToList();
        var entries = chart.Series.Select((series, index) => (series.Name, Style: $"line s{index % Styles}", IsLine: true))
            .Concat(chart.Bands.Select((band, index) => (band.Name, Style: $"band b{index}", IsLine: false)))
            .Concat(names.Select((name, index) => (Name: name, Style: $"shade h{index % 4}", IsLine: false)))
            .ToList();
        if (entries.Count < 2)
            return (0, []);
        var elements = new List<XElement>();
        double left = 72, row = 0;
        foreach (var (name, style, isLine) in entries)
        {
            var width = 34 + (name.Length * CharacterWidth) + 14;
            if (left + width > 72 + LegendWidth && left > 72)
                (left, row) = (72, row + 1);
            var middle = 12 + (row * 20);
            elements.Add(isLine ? Svg.Path(style, $"M{Svg.At(left)} {Svg.At(middle)}L{Svg.At(left + 26)} {Svg.At(middle)}") : Svg.Box(style, left, middle - 6, 26, 12));
            elements.Add(Svg.Text("key", left + 32, middle + 4, "start", name));
            left += width;
        }

        return ((int)row + 1, elements);
    }
}
