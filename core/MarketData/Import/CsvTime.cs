namespace Serverless.Core.MarketData;

/// <summary>
/// Times of CSV files as UTC ticks: <c>yyyy-MM-dd</c>, with <c>HH:mm</c>, <c>:ss</c> and a fraction after a blank or T, with Z, UTC or
/// an offset; <c>yyyyMMdd</c>; and Unix seconds, milli-, micro- or nanoseconds, which their size tells apart.
/// </summary>
internal static class CsvTime
{
    public static bool TryParse(ReadOnlySpan<char> text, out long utcTicks)
    {
        var parsed = text.Length >= 10 && text[4] == '-' ? TryParseIso(text, out utcTicks) : TryParseDigits(text, out utcTicks);
        return parsed && utcTicks is >= 599266080000000000 and < 693937152000000000; // 1900-01-01 … 2200-01-01
    }

    private static bool TryParseIso(ReadOnlySpan<char> text, out long utcTicks)
    {
        utcTicks = 0;
        if (text[7] != '-' || !TryDate(text[..4], text[5..7], text[8..10], out var date))
            return false;
        var rest = text[10..];
        utcTicks = date;
        if (rest.IsEmpty)
            return true;
        if (rest[0] is not (' ' or 'T') || rest.Length < 6 || rest[3] != ':'
            || !TryNumber(rest[1..3], out var hour) || !TryNumber(rest[4..6], out var minute) || hour > 23 || minute > 59)
            return false;
        utcTicks += (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        rest = rest[6..];
        if (rest.Length >= 3 && rest[0] == ':')
        {
            if (!TryNumber(rest[1..3], out var second) || second > 59)
                return false;
            utcTicks += second * TimeSpan.TicksPerSecond;
            rest = rest[3..];
            if (rest.Length > 1 && rest[0] == '.')
                utcTicks += TakeFraction(ref rest, TimeSpan.TicksPerSecond);
        }

        return TryOffset(rest, out var offset) && (utcTicks -= offset) > 0;
    }

    private static bool TryParseDigits(ReadOnlySpan<char> text, out long utcTicks)
    {
        utcTicks = 0;
        var digits = text.IndexOf('.') is var point && point >= 0 ? text[..point] : text;
        var rest = text[digits.Length..];
        if (digits.Length == 8 && rest.IsEmpty)
            return TryDate(digits[..4], digits[4..6], digits[6..], out utcTicks);
        if (digits.Length is < 9 or > 19 || !TryNumber(digits, out var number))
            return false;
        var perSecond = digits.Length switch
        {
            <= 11 => 1L,
            <= 14 => 1_000L,
            <= 17 => 1_000_000L,
            _ => 1_000_000_000L,
        };
        var (seconds, fraction) = Math.DivRem(number, perSecond);
        utcTicks = DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (fraction * TimeSpan.TicksPerSecond / perSecond);
        if (!rest.IsEmpty)
            utcTicks += TakeFraction(ref rest, TimeSpan.TicksPerSecond / perSecond);
        return rest.IsEmpty;
    }

    // The point and its digits, as ticks; what is finer than a tick is cut.
    private static long TakeFraction(ref ReadOnlySpan<char> text, long unit)
    {
        long ticks = 0;
        var i = 1;
        for (; i < text.Length && char.IsAsciiDigit(text[i]); i++)
        {
            unit /= 10;
            ticks += (text[i] - '0') * unit;
        }

        text = text[i..];
        return ticks;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        text = text.TrimStart(' ');
        if (text.IsEmpty || text is "Z" or "z" or "UTC")
            return true;
        if (text[0] is not ('+' or '-') || text.Length is not (5 or 6) || (text.Length == 6 && text[3] != ':'))
            return false;
        if (!TryNumber(text[1..3], out var hours) || !TryNumber(text[^2..], out var minutes) || hours > 14 || minutes > 59)
            return false;
        ticks = ((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute)) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDate(ReadOnlySpan<char> yearText, ReadOnlySpan<char> monthText, ReadOnlySpan<char> dayText, out long ticks)
    {
        ticks = 0;
        if (!TryNumber(yearText, out var year) || !TryNumber(monthText, out var month) || !TryNumber(dayText, out var day)
            || year is < 1900 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month))
            return false;
        ticks = new DateTime((int)year, (int)month, (int)day).Ticks;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            value = (value * 10) + (c - '0');
        }

        return true;
    }
}
