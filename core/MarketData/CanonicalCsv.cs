using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace Serverless.Core.MarketData;

/// <summary>
/// The normal text form of a series, so that equal bars have equal bytes and one SHA-256: header
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

    /// <summary>The series whose canonical form is <paramref name="text"/>.</summary>
    /// <exception cref="FormatException">The text is not in canonical form; the message names the line.</exception>
    public static BarSeries Read(TextReader text, string symbol, Timeframe timeframe)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new CsvLineReader(text);
        if (!lines.TryRead(out var header) || header is not "time,open,high,low,close,volume")
            throw new FormatException($"{symbol} {timeframe}: line 1 is not the header of canonical bars.");
        var rows = new BarRows();
        Span<Range> fields = stackalloc Range[7];
        while (lines.TryRead(out var line))
        {
            if (CsvFields.Split(line, fields) != 6
                || !CsvTime.TryParse(line[fields[0]], out var time)
                || (rows.Count > 0 && time <= rows.Times[^1])
                || !CsvFields.TryParse(line[fields[1]], out var open)
                || !CsvFields.TryParse(line[fields[2]], out var high)
                || !CsvFields.TryParse(line[fields[3]], out var low)
                || !CsvFields.TryParse(line[fields[4]], out var close)
                || !CsvFields.TryParse(line[fields[5]], out var volume))
                throw new FormatException($"{symbol} {timeframe}: line {lines.Number} is no canonical bar, or not after the one above.");
            rows.Add(lines.Number, time, open, high, low, close, volume);
        }

        return rows.ToSeries(symbol, timeframe);
    }

    /// <summary>SHA-256 of canonical bytes, as 64 lower-case hexadecimal digits.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    internal static string FormatTime(long utcTicks) =>
        new DateTime(utcTicks, DateTimeKind.Utc).ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static void Append(Span<byte> line, ref int length, double value)
    {
        line[length++] = (byte)',';
        value.TryFormat(line[length..], out var written, "R", CultureInfo.InvariantCulture);
        length += written;
    }
}
