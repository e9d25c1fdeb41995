using System.Globalization;
using System.Xml.Linq;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Draws a grid: blue for gains, orange for losses, deeper for more; each cell has its signed number in percent.</summary>
internal static class HeatMapDrawing
{
    private const double RowHeight = 24;
    private const double Left = 52;
    private const int Depths = 5;

    public static XElement Of(HeatMapChart chart)
    {
        var width = (ChartFrame.Width - Left - 8) / chart.Columns.Count;
        var height = 26 + (chart.Rows.Count * RowHeight) + 6;
        // The 95 % quantile, so that one extreme month does not make all others pale.
        double[] sizes = [.. chart.Values.SelectMany(row => row).OfType<double>().Select(Math.Abs).Order()];
        var full = Metrics.Quantiles.OfSorted(sizes, 0.95) is { } quantile and > 0 ? quantile : 1;
        return ChartFrame.Root(chart, height,
        [
            .. chart.Columns.Select((name, column) => Svg.Text("tick", Left + ((column + 0.5) * width), 16, "middle", name)),
            .. chart.Rows.SelectMany((name, row) => Row(chart, name, row, width, full)),
        ]);
    }

    private static IEnumerable<XElement> Row(HeatMapChart chart, string name, int row, double width, double full)
    {
        var top = 26 + (row * RowHeight);
        yield return Svg.Text("tick", Left - 8, top + 16, "end", name);
        for (var column = 0; column < chart.Columns.Count; column++)
        {
            var left = Left + (column * width);
            if (chart.Values[row][column] is not { } value)
            {
                yield return Svg.Box("cell none", left + 1, top + 1, width - 2, RowHeight - 2);
                continue;
            }

            var depth = Math.Clamp((int)Math.Ceiling(Math.Abs(value) / full * Depths), 1, Depths);
            var isNothing = Math.Abs(value * 100) < 0.05;
            yield return Svg.Box(isNothing ? "cell none" : $"cell {(value < 0 ? "n" : "p")}{depth}", left + 1, top + 1, width - 2, RowHeight - 2);
            yield return Svg.Text(depth >= Depths - 1 && !isNothing ? "in deep" : "in", left + (width / 2), top + 16, "middle", Signed(value * 100));
        }
    }

    private static string Signed(double percent) => percent.ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);
}
