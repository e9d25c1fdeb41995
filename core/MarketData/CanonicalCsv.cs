using System.Buffers;
using System.Globalization;

namespace Serverless.Core.MarketData;

/// <summary>
/// The normal text form of a series, so that equal bars have equal bytes: header
/// <c>time,open,high,low,close,volume</c>, UTC open times as <c>2024-01-31T04:00:00Z</c>, shortest decimals that round-trip, UTF-8
/// without mark, each line ended by LF. Symbol and timeframe are not part of it.
/// </summary>
public static class CanonicalCsv
{
    private const int LongestLine = 256;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private static ReadOnlySpan<byte> Header => "time,open,high,low,close,volume\n"u8;

    /// <summary>The bytes of <paramref name="series"/>.</summary>
    public static byte[] Write(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var writer = new ArrayBufferWriter<byte>(Header.Length + (series.Count * 80));
        writer.Write(Header);
        for (var i = 0; i < series.Count; i++)
        {
            var line = writer.GetSpan(LongestLine);
            series.OpenTime(i).TryFormat(line, out var length, TimeFormat, CultureInfo.InvariantCulture);
            Append(line, ref length, series.Open[i]);
            Append(line, ref length, series.High[i]);
            Append(line, ref length, series.Low[i]);
            Append(line, ref length, series.Close[i]);
            Append(line, ref length, series.Volume[i]);
            line[length++] = (byte)'\n';
            writer.Advance(length);
        }

        return writer.WrittenSpan.ToArray();
    }

    internal static string FormatTime(long utcTicks) =>
        new DateTime(utcTicks, DateTimeKind.Utc).ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static void Append(Span<byte> line, ref int length, double value)
    {
        line[length++] = (byte)',';
        value.TryFormat(line[length..], out var written, "R", CultureInfo.InvariantCulture);
        length += written;
    }
}
