using System.Globalization;

namespace Serverless.Core.MarketData;

/// <summary>Fields and numbers of a CSV line, without allocating.</summary>
internal static class CsvFields
{
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Splits at delimiters outside quotes, trims blanks and quotes; returns how many fields there are, at most one per
    /// range.</summary>
    public static int Split(ReadOnlySpan<char> line, Span<Range> fields, char delimiter = ',')
    {
        if (!line.Contains('"'))
            return line.Split(fields, delimiter, StringSplitOptions.TrimEntries);

        var count = 0;
        var fieldStart = 0;
        var quoted = false;
        for (var i = 0; i <= line.Length && count < fields.Length; i++)
        {
            if (i < line.Length && line[i] == '"')
                quoted = !quoted;
            if (i < line.Length && (quoted || line[i] != delimiter))
                continue;
            var (from, to) = (fieldStart, i);
            while (from < to && line[from] is ' ' or '"')
                from++;
            while (to > from && line[to - 1] is ' ' or '"')
                to--;
            fields[count++] = from..to;
            fieldStart = i + 1;
        }

        return count;
    }

    /// <summary>Parses a number to the nearest double.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        // Clinger's fast path: up to 2^53 and 10^22 are exact doubles, so that one division rounds correctly. Several times faster
        // than the general parser, which handles the rest.
        ulong mantissa = 0;
        var decimals = 0;
        var point = false;
        foreach (var c in text)
        {
            var digit = (uint)(c - '0');
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                decimals += point ? 1 : 0;
            }
            else if (c == '.' && !point)
            {
                point = true;
            }
            else
            {
                return TryParseGeneral(text, out value);
            }
        }

        // Nineteen digits cannot overflow the mantissa.
        if (text.Length is 0 or > 19 || mantissa > 1UL << 53 || (point && text.Length == 1))
            return TryParseGeneral(text, out value);
        value = mantissa / PowersOfTen[decimals];
        return true;
    }

    /// <summary>Parses a number that is written in <paramref name="style"/>; groups of digits must be groups of three.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, NumberStyle style, out double value)
    {
        var (group, point) = style == NumberStyle.DecimalComma ? ('.', ',') : (',', '.');
        if (style == NumberStyle.Plain || !text.ContainsAny(group, ','))
            return TryParse(text, out value);
        value = 0;
        Span<char> plain = stackalloc char[64];
        if (text.Length > plain.Length)
            return false;
        var end = text.IndexOf(point) is var found && found >= 0 ? found : text.Length;
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var isGroup = text[i] == group;
            if (isGroup && (i == 0 || i > end || (end - i) % 4 != 0))
                return false;
            if (!isGroup)
                plain[length++] = i == end ? '.' : text[i];
        }

        return TryParse(plain[..length], out value);
    }

    private static bool TryParseGeneral(ReadOnlySpan<char> text, out double value) => double.TryParse(
        text,
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
        CultureInfo.InvariantCulture,
        out value);
}
