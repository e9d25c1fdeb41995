using System.Globalization;
using System.Net;
using System.Text;

namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>Prices, volumes and findings over time: a lane for each kind of finding lies between the two.</summary>
internal static class PricePicture
{
    private const int Left = 100;
    private const int Right = 964;
    private const int PriceTop = 8;
    private const int PriceBottom = 208;
    private const int LaneHeight = 18;
    private const int VolumeHeight = 56;
    private const int Columns = Right - Left;

    /// <summary>An inline SVG image; prices on a logarithmic scale.</summary>
    public static string Draw(BarSeries series, IReadOnlyList<QualityFinding> findings)
    {
        if (series.Count == 0)
            return string.Empty;
        var lanes = findings.GroupBy(finding => finding.Defect).OrderBy(group => group.Key).ToList();
        var volumeTop = PriceBottom + 12 + (lanes.Count * LaneHeight) + 4;
        var bottom = volumeTop + VolumeHeight;
        var svg = new StringBuilder();
        var label = WebUtility.HtmlEncode(string.Create(
            CultureInfo.InvariantCulture, $"Prices of {series.Symbol} {series.Timeframe} with findings: {string.Join(", ", lanes.Select(lane => $"{lane.Count()} {lane.Key}"))}"));
        Append($"<svg class=\"chart\" viewBox=\"0 0 964 {bottom + 20}\" role=\"img\" aria-label=\"{label}\"><title>{label}</title>\n");
        var columns = Stretches(series);
        var (low, high) = (columns.Min(column => column.Low), columns.Max(column => column.High));
        foreach (var price in PriceMarks(low, high))
            Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Y(price):0.#}\" y2=\"{Y(price):0.#}\"/><text x=\"{Left - 6}\" y=\"{Y(price) + 4:0.#}\" text-anchor=\"end\">{price:G6}</text>\n");
        foreach (var (x, text) in YearMarks(series))
            Append($"<line class=\"grid\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{PriceTop}\" y2=\"{bottom}\"/><text x=\"{x:0.#}\" y=\"{bottom + 14}\" text-anchor=\"middle\">{text}</text>\n");

        svg.Append("<path class=\"price\" d=\"");
        foreach (var column in columns)
            Append($"M{Left + column.X + 0.5:0.#} {Y(column.High) - 0.5:0.#}V{Y(column.Low) + 0.5:0.#}");
        svg.Append("\"/>\n");
        foreach (var (x, price) in Points())
            Append($"<circle class=\"mark\" cx=\"{x:0.#}\" cy=\"{Y(price):0.#}\" r=\"3\"/>");
        svg.Append('\n');
        for (var lane = 0; lane < lanes.Count; lane++)
            DrawLane(lanes[lane], PriceBottom + 12 + (lane * LaneHeight));
        var most = columns.Max(column => column.Volume);
        if (most > 0)
        {
            Append($"<text x=\"{Left - 6}\" y=\"{volumeTop + 12}\" text-anchor=\"end\">volume</text><path class=\"volume\" d=\"");
            foreach (var column in columns)
                Append($"M{Left + column.X + 0.5:0.#} {bottom}V{bottom - (column.Volume / most * VolumeHeight):0.#}");
            svg.Append("\"/>\n");
        }

        return svg.Append("</svg>\n").ToString();

        void DrawLane(IGrouping<DataDefect, QualityFinding> lane, int top)
        {
            Append($"<text x=\"{Left - 6}\" y=\"{top + 11}\" text-anchor=\"end\">{lane.Key}</text><line class=\"lane\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{top + 7}\" y2=\"{top + 7}\"/>");
            var free = double.NegativeInfinity; // marks that would hide each other are one
            foreach (var finding in lane)
            {
                var from = X(series.OpenTicks[finding.FirstBar]);
                var until = X(series.OpenTicks[finding.LastBar]);
                if (until < free)
                    continue;
                var width = Math.Max(2, until - from);
                free = from + width;
                Append($"<rect class=\"mark\" x=\"{from:0.#}\" y=\"{top + 1}\" width=\"{width:0.#}\" height=\"12\"><title>{QualityText.Time(series.OpenTime(finding.FirstBar))}: {WebUtility.HtmlEncode(finding.Reason)}</title></rect>");
            }

            svg.Append('\n');
        }

        // Where a finding shows in the price, at the print that is farthest from the close.
        IEnumerable<(double X, double Price)> Points() => findings
            .Where(finding => finding.Defect is DataDefect.BadTick or DataDefect.Outlier or DataDefect.UnadjustedSplit or DataDefect.TickerReuse or DataDefect.Fabricated)
            .Select(finding => series[finding.LastBar])
            .Where(bar => bar.Low > 0 && double.IsFinite(bar.High))
            .Select(bar => (X(bar.OpenTime.Ticks), bar.High / bar.Close > bar.Close / bar.Low ? bar.High : bar.Low));

        void Append(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
        double Y(double price) => high <= low
            ? (PriceTop + PriceBottom) / 2.0
            : PriceBottom - (Math.Log(price / low) / Math.Log(high / low) * (PriceBottom - PriceTop));
        double X(long ticks) => Left + (Share(series, ticks) * Columns);
    }

    private static double Share(BarSeries series, long ticks) =>
        (double)(ticks - series.OpenTicks[0]) / (series.OpenTicks[^1] + series.Timeframe.Length().Ticks - series.OpenTicks[0]);

    // Highest, lowest and total of each column of dots, so that no spike is lost; time without bars stays empty.
    private static List<(int X, double High, double Low, double Volume)> Stretches(BarSeries series)
    {
        var columns = new List<(int X, double High, double Low, double Volume)>(Columns);
        for (var i = 0; i < series.Count; i++)
        {
            if (!(series.Low[i] > 0) || !double.IsFinite(series.High[i]))
                continue;
            var x = (int)(Share(series, series.OpenTicks[i]) * Columns);
            var (high, low, volume) = (series.High[i], series.Low[i], Math.Max(0, series.Volume[i]));
            if (columns.Count > 0 && columns[^1].X == x)
                columns[^1] = (x, Math.Max(columns[^1].High, high), Math.Min(columns[^1].Low, low), columns[^1].Volume + volume);
            else
                columns.Add((x, high, low, volume));
        }

        return columns;
    }

    // 1, 2 and 5 times the powers of ten; in a narrow range, multiples of one of them.
    private static List<double> PriceMarks(double low, double high)
    {
        var marks = new List<double>();
        for (var power = Math.Floor(Math.Log10(low)); power <= Math.Log10(high); power++)
            marks.AddRange(new[] { 1, 2, 5 }.Select(factor => factor * Math.Pow(10, power)).Where(mark => mark >= low && mark <= high));
        if (marks.Count > 9)
            return [.. marks.Where((_, i) => i % 3 == 0)];
        if (marks.Count >= 2 || high <= low)
            return marks;
        var step = Math.Pow(10, Math.Floor(Math.Log10(high - low)));
        while ((high - low) / step < 3)
            step /= 2;
        marks.Clear();
        for (var mark = Math.Ceiling(low / step) * step; mark <= high; mark += step)
            marks.Add(mark);
        return marks;
    }

    private static IEnumerable<(double X, string Text)> YearMarks(BarSeries series)
    {
        var (first, last) = (series.OpenTime(0), series.OpenTime(series.Count - 1));
        var months = (((last.Year - first.Year) * 12) + last.Month - first.Month) switch
        {
            <= 2 => 0,
            <= 18 => 1,
            <= 48 => 6,
            var all => 12 * (1 + (all / 240)),
        };
        if (months == 0)
        {
            for (var date = first.Date.AddDays(1); date <= last; date = date.AddDays(7))
                yield return (Left + (Share(series, date.Ticks) * Columns), date.ToString("MM-dd", CultureInfo.InvariantCulture));
            yield break;
        }

        for (var date = new DateTime(first.Year, 1, 1); date <= last; date = date.AddMonths(months))
        {
            if (date > first)
                yield return (Left + (Share(series, date.Ticks) * Columns), date.ToString(months < 12 ? "yyyy-MM" : "yyyy", CultureInfo.InvariantCulture));
        }
    }
}
