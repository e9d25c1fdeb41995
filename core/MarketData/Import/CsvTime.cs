namespace Serverless.Core.MarketData;

/// <summary>
/// Times of text files as ticks. Dates: <c>2024-01-31</c>, <c>20240131</c>, <c>31-01-2024</c> or <c>01/31/24</c> by the file's order,
/// <c>31-Jan-24</c>, <c>Jan 31, 2024</c>. Times after a blank or T: <c>HH:mm</c>, <c>HH:mm:ss.fff</c>, <c>4:00 PM</c>, <c>04-AM</c>; then Z, UTC
/// or an offset. Unix seconds, milli-, micro- or nanoseconds, which their size tells apart.
/// </summary>
internal static class CsvTime
{
    private const long Earliest = 599266080000000000; // 1900-01-01
    private const long Latest = 693937152000000000; // 2200-01-01
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>UTC ticks of a time whose zone, unless it names another, is UTC.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long utcTicks) => TryParse(text, DateOrder.YearFirst, out utcTicks, out _);

    /// <summary>UTC ticks, or ticks of the wall clock where <paramref name="kind"/> is <see cref="StampKind.Local"/>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, DateOrder order, out long ticks, out StampKind kind)
    {
        var parsed = IsUnix(text) ? TryUnix(text, out ticks, out kind) : TryDateAndTime(text, order, out ticks, out kind);
        return parsed && ticks is >= Earliest and < Latest;
    }

    private static bool IsUnix(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits < 0 ? text.Length > 8 : digits > 8 && text[digits] == '.';
    }

    private static bool TryUnix(ReadOnlySpan<char> text, out long ticks, out StampKind kind)
    {
        ticks = 0;
        kind = StampKind.None;
        var digits = text.IndexOf('.') is var point && point >= 0 ? text[..point] : text;
        var rest = text[digits.Length..];
        if (digits.Length > 19 || !long.TryParse(digits, out var number))
            return false;
        (kind, var perSecond) = digits.Length switch
        {
            <= 11 => (StampKind.UnixSeconds, 1L),
            <= 14 => (StampKind.UnixMilliseconds, 1_000L),
            <= 17 => (StampKind.UnixMicroseconds, 1_000_000L),
            _ => (StampKind.UnixNanoseconds, 1_000_000_000L),
        };
        var (seconds, fraction) = Math.DivRem(number, perSecond);
        ticks = DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (fraction * TimeSpan.TicksPerSecond / perSecond);
        if (!rest.IsEmpty)
            ticks += TakeFraction(ref rest, TimeSpan.TicksPerSecond / perSecond);
        return rest.IsEmpty;
    }

    private static bool TryDateAndTime(ReadOnlySpan<char> text, DateOrder order, out long ticks, out StampKind kind)
    {
        kind = StampKind.Local;
        return TakeDate(ref text, order, out ticks) && (text.IsEmpty || TryTime(text, ref ticks, ref kind));
    }

    private static bool TakeDate(ref ReadOnlySpan<char> text, DateOrder order, out long ticks)
    {
        ticks = 0;
        if (!TakePart(ref text, out var first, out var firstDigits))
            return false;
        if (firstDigits == 8)
            return TryDate(first / 10_000, first / 100 % 100, first % 100, out ticks);
        if (!TakeSeparator(ref text) || !TakePart(ref text, out var second, out var secondDigits)
            || !TakeSeparator(ref text) || !TakePart(ref text, out var third, out var thirdDigits))
            return false;
        if (firstDigits == 4 && secondDigits <= 2 && thirdDigits is 1 or 2)
            return TryDate(first, second, third, out ticks);
        var monthFirst = firstDigits == 0 || (order == DateOrder.MonthFirst && secondDigits > 0);
        if (firstDigits > 2 || secondDigits > 2 || thirdDigits is not (2 or 4) || (order == DateOrder.YearFirst && firstDigits * secondDigits > 0))
            return false;
        var year = thirdDigits == 4 ? third : third + (third < 70 ? 2000 : 1900);
        return monthFirst ? TryDate(year, first, second, out ticks) : TryDate(year, second, first, out ticks);
    }

    // A number with its digits, or the name of a month with none.
    private static bool TakePart(ref ReadOnlySpan<char> text, out int value, out int digits)
    {
        value = 0;
        digits = 0;
        while (digits < text.Length && digits < 9 && char.IsAsciiDigit(text[digits]))
            value = (value * 10) + (text[digits++] - '0');
        if (digits > 0)
        {
            text = text[digits..];
            return true;
        }

        for (var month = 0; text.Length >= 3 && month < Months.Length; month++)
        {
            if (!text.StartsWith(Months[month], StringComparison.OrdinalIgnoreCase))
                continue;
            value = month + 1;
            var letters = 3;
            while (letters < text.Length && char.IsAsciiLetter(text[letters]))
                letters++;
            text = text[letters..];
            return true;
        }

        return false;
    }

    private static bool TakeSeparator(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('-' or '/' or '.' or ' ' or ','))
            return false;
        text = text[1..].TrimStart(' ');
        return true;
    }

    private static bool TryTime(ReadOnlySpan<char> text, ref long ticks, ref StampKind kind)
    {
        if (text[0] is not (' ' or 'T'))
            return false;
        text = text[1..];
        if (!TakePart(ref text, out var hour, out var digits) || digits is not (1 or 2) || text.IsEmpty)
            return false;
        var (minute, second) = (0, 0);
        if (text[0] == '-')
        {
            text = text[1..];
            if (text is not ("AM" or "PM"))
                return false;
        }
        else
        {
            if (!TakePair(ref text, out minute) || (text is [':', ..] && !TakePair(ref text, out second)))
                return false;
            if (text.Length > 1 && text[0] == '.')
                ticks += TakeFraction(ref text, TimeSpan.TicksPerSecond);
        }

        text = text.TrimStart(' ');
        var afternoon = text.StartsWith("PM", StringComparison.OrdinalIgnoreCase);
        if (afternoon || text.StartsWith("AM", StringComparison.OrdinalIgnoreCase))
        {
            if (hour is < 1 or > 12)
                return false;
            hour = (hour % 12) + (afternoon ? 12 : 0);
            text = text[2..].TrimStart(' ');
        }

        ticks += (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute) + (second * TimeSpan.TicksPerSecond);
        if (hour > 23 || minute > 59 || second > 59 || !TryOffset(text, out var offset))
            return false;
        ticks -= offset;
        kind = text.IsEmpty ? StampKind.Local : StampKind.Offset;
        return true;
    }

    // A colon and two digits.
    private static bool TakePair(ref ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (text.Length < 3 || text[0] != ':' || !char.IsAsciiDigit(text[1]) || !char.IsAsciiDigit(text[2]))
            return false;
        value = ((text[1] - '0') * 10) + (text[2] - '0');
        text = text[3..];
        return true;
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

    /// <summary>Ticks of an offset such as <c>+01:00</c>; 0 for none, Z and UTC.</summary>
    public static bool TryOffset(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty || text is "Z" or "z" or "UTC")
            return true;
        if (text[0] is not ('+' or '-') || text.Length is not (5 or 6) || (text.Length == 6 && text[3] != ':'))
            return false;
        if (!int.TryParse(text[1..3], out var hours) || !int.TryParse(text[^2..], out var minutes) || hours is < 0 or > 14 || minutes is < 0 or > 59)
            return false;
        ticks = ((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute)) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDate(int year, int month, int day, out long ticks)
    {
        ticks = 0;
        if (year is < 1900 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        ticks = new DateTime(year, month, day).Ticks;
        return true;
    }
}
