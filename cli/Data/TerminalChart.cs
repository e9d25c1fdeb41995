using System.Globalization;
using System.Text;
using Serverless.Core.MarketData;

namespace Serverless.Cli.Data;

/// <summary>
/// Prices over time in Braille dots, two by four to a character: each column of dots spans the lowest to the highest price of its stretch of
/// time, so that a wick shows however long the series is, and time without bars stays empty.
/// </summary>
internal static class TerminalChart
{
    private const int DotsAcross = 2;
    private const int DotsDown = 4;
    private const char Empty = '\u2800';

    // The bit of each dot in a Braille character, by row and column (Unicode block 2800).
    private static readonly byte[,] Dots = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    /// <param name="series">At least one bar.</param>
    /// <param name="width">Characters of the drawing, without its labels; at least 20.</param>
    /// <param name="height">Lines of the drawing, at least 2.</param>
    public static string Draw(BarSeries series, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        var (bottoms, tops) = Stretches(series, width * DotsAcross);
        var (low, high) = (bottoms.Min(), tops.Max());
        var text = new StringBuilder();
        var labels = Labels(low, high, height);
        for (var row = 0; row < height; row++)
        {
            text.Append(labels[row]);
            for (var column = 0; column < width; column++)
                text.Append(Character(bottoms, tops, low, high, row, column, height));
            text.Append('\n');
        }

        return text.Append(TimeAxis(series, labels[0].Length, width)).ToString();
    }

    /// <summary>Lowest and highest price in each stretch of time; NaN where no bar opened (and no longer one ran on).</summary>
    private static (double[] Bottoms, double[] Tops) Stretches(BarSeries series, int count)
    {
        var (bottoms, tops) = (new double[count], new double[count]);
        Array.Fill(bottoms, double.PositiveInfinity);
        Array.Fill(tops, double.NegativeInfinity);
        var start = series.OpenTicks[0];
        var length = series.Timeframe.Length().Ticks;
        var span = series.OpenTicks[^1] + length - start;
        for (var i = 0; i < series.Count; i++)
        {
            var from = StretchOf(series.OpenTicks[i]);
            var until = StretchOf(series.OpenTicks[i] + length - 1);
            for (var stretch = from; stretch <= until; stretch++)
            {
                bottoms[stretch] = Math.Min(bottoms[stretch], series.Low[i]);
                tops[stretch] = Math.Max(tops[stretch], series.High[i]);
            }
        }

        return (bottoms, tops);

        int StretchOf(long ticks) => (int)((Int128)(ticks - start) * count / span);
    }

    private static char Character(double[] bottoms, double[] tops, double low, double high, int row, int column, int height)
    {
        var bits = 0;
        for (var across = 0; across < DotsAcross; across++)
        {
            var stretch = (column * DotsAcross) + across;
            if (tops[stretch] < bottoms[stretch])
                continue;
            var (top, bottom) = (Line(tops[stretch]), Line(bottoms[stretch]));
            for (var down = 0; down < DotsDown; down++)
            {
                var line = (row * DotsDown) + down;
                if (line >= top && line <= bottom)
                    bits |= Dots[down, across];
            }
        }

        return (char)(Empty + bits);

        int Line(double price)
        {
            var last = (height * DotsDown) - 1;
            return high == low ? last / 2 : (int)Math.Round((high - price) / (high - low) * last);
        }
    }

    private static string[] Labels(double low, double high, int height)
    {
        var decimals = high - low >= 100 ? 0 : high - low >= 1 ? 2 : 5;
        var labels = new string[height];
        for (var row = 0; row < height; row++)
        {
            var labelled = row == 0 || row == height - 1 || row == height / 2;
            var price = high - ((high - low) * row / (height - 1));
            labels[row] = labelled ? price.ToString($"N{decimals}", CultureInfo.InvariantCulture) : string.Empty;
        }

        var width = labels.Max(label => label.Length);
        return [.. labels.Select(label => $"{label.PadLeft(width)} {(label.Length > 0 ? '┤' : '│')}")];
    }

    private static string TimeAxis(BarSeries series, int indent, int width)
    {
        var format = series.Timeframe == Timeframe.D1 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm";
        var first = series.OpenTime(0).ToString(format, CultureInfo.InvariantCulture);
        var last = series.OpenTime(series.Count - 1).ToString(format, CultureInfo.InvariantCulture);
        var gap = Math.Max(1, width - first.Length - last.Length);
        return $"{new string(' ', indent)}{first}{new string(' ', gap)}{last}\n";
    }
}
