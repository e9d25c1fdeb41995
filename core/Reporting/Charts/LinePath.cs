using System.Text;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Paths of lines and areas, at no more points than can be seen.</summary>
internal static class LinePath
{
    /// <summary>A line with gaps where values are not finite.</summary>
    public static string Line(double[] xs, double[] ys, Axis x, Axis y)
    {
        var path = new StringBuilder();
        var pen = false;
        foreach (var (left, top) in Points(xs, ys, x, y))
        {
            if (double.IsFinite(top))
                path.Append(pen ? 'L' : 'M').Append(Svg.At(left)).Append(' ').Append(Svg.At(top));
            pen = double.IsFinite(top);
        }

        return path.ToString();
    }

    /// <summary>The area between a line and a value.</summary>
    public static string Area(double[] xs, double[] ys, double baseline, Axis x, Axis y)
    {
        var points = Points(xs, ys, x, y).Where(point => double.IsFinite(point.Y)).ToList();
        if (points.Count == 0)
            return "";
        var zero = y.At(baseline);
        return $"M{Svg.At(points[0].X)} {Svg.At(zero)}{Joined(points)}L{Svg.At(points[^1].X)} {Svg.At(zero)}Z";
    }

    /// <summary>The area between two lines.</summary>
    public static string Band(ChartBand band, Axis x, Axis y)
    {
        var high = Points(band.X, band.High, x, y);
        var low = Points(band.X, band.Low, x, y);
        low.Reverse();
        return $"M{Joined([.. high, .. low])[1..]}Z";
    }

    private static string Joined(List<(double X, double Y)> points) =>
        points.Aggregate(new StringBuilder(), (path, point) => path.Append('L').Append(Svg.At(point.X)).Append(' ').Append(Svg.At(point.Y))).ToString();

    private static List<(double X, double Y)> Points(double[] xs, double[] ys, Axis x, Axis y)
    {
        var left = Array.ConvertAll(xs, x.At);
        return DownSample.Columns(left, ys).ConvertAll(index => (left[index], double.IsFinite(ys[index]) ? y.At(ys[index]) : double.NaN));
    }
}
