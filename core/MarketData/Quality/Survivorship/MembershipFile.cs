using System.Globalization;

namespace Serverless.Core.MarketData.Quality.Survivorship;

/// <summary>Reads the members of an index from CSV: <c>ticker,start_date,end_date</c>, dates as <c>yyyy-MM-dd</c>, the end empty while it
/// lasts. A ticker may stand in several rows; empty lines count for nothing.</summary>
public static class MembershipFile
{
    /// <summary>The intervals in the order of the file.</summary>
    /// <param name="reader">The text, read to its end.</param>
    /// <param name="name">Name for messages, usually the file's.</param>
    /// <exception cref="FormatException">A line is not as described; the message names it.</exception>
    public static IReadOnlyList<MembershipInterval> Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.ReadLine() is not "ticker,start_date,end_date")
            throw new FormatException($"{name} line 1: expected the header ticker,start_date,end_date.");
        List<MembershipInterval> intervals = [];
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0)
                continue;
            if (line.Split(',') is not [{ Length: > 0 } ticker, var first, var last]
                || !TryDate(first, out var start)
                || !(TryDate(last, out var end) || last.Length == 0)
                || (last.Length > 0 && end < start))
                throw new FormatException($"{name} line {number}: \"{line}\" is not ticker,start_date,end_date with dates such as 1999-12-08.");
            intervals.Add(new MembershipInterval(ticker, start, last.Length == 0 ? null : end));
        }

        return intervals;
    }

    private static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
