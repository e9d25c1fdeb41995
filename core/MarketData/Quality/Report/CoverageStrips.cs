using System.Globalization;
using System.Net;
using System.Text;

namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>The picture of the gaps: a strip for each year, coloured by the completeness of its days.</summary>
internal static class CoverageStrips
{
    private const double Left = 44;
    private const double DayWidth = 2.5;
    private const int RowHeight = 15;
    private const int Top = 18;

    private enum Tone
    {
        Full,
        Partial,
        Missing,
    }

    /// <summary>An inline SVG image.</summary>
    public static string Draw(IReadOnlyList<DayCoverage> days, string name)
    {
        if (days.Count == 0)
            return string.Empty;
        var (first, last) = (days[0].Date, days[^1].Date);
        var height = Top + ((last.Year - first.Year + 1) * RowHeight);
        var svg = new StringBuilder();
        var missing = days.Sum(day => day.Missing);
        var label = WebUtility.HtmlEncode(string.Create(
            CultureInfo.InvariantCulture, $"Completeness of {name}, a row a year: {missing:N0} bars missing on {days.Count(day => day.Missing > 0):N0} of {days.Count:N0} days"));
        Append($"<svg class=\"strips\" viewBox=\"0 0 964 {height}\" role=\"img\" aria-label=\"{label}\"><title>{label}</title>\n");
        for (var month = 1; month <= 12; month++)
            Append($"<text x=\"{X(new DateOnly(2023, month, 1)):0.#}\" y=\"11\">{CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month)}</text>");
        for (var year = first.Year; year <= last.Year; year++)
            Append($"\n<text x=\"0\" y=\"{Y(year) + 10}\">{year}</text><rect class=\"none\" x=\"{Left}\" y=\"{Y(year)}\" width=\"{366 * DayWidth}\" height=\"11\"/>");
        foreach (var (from, to, tone, note) in Runs(days))
        {
            Append($"\n<rect class=\"{Class(tone)}\" x=\"{X(from):0.#}\" y=\"{Y(from.Year)}\" width=\"{(to.DayNumber - from.DayNumber) * DayWidth:0.#}\" height=\"11\">");
            svg.Append(note is null ? "</rect>" : $"<title>{note}</title></rect>");
        }

        return svg.Append("\n</svg>\n").ToString();

        void Append(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
        int Y(int year) => Top + ((year - first.Year) * RowHeight);
    }

    private static double X(DateOnly date) => Left + ((date.DayOfYear - 1) * DayWidth);

    private static string Class(Tone tone) => tone switch
    {
        Tone.Full => "full",
        Tone.Partial => "partial",
        _ => "missing",
    };

    /// <summary>Days in a row of one tone and year; days on which nothing is expected continue the day before, so that weekends do not
    /// cut the picture to pieces. Each day with missing bars keeps its note.</summary>
    private static IEnumerable<(DateOnly From, DateOnly To, Tone Tone, string? Note)> Runs(IReadOnlyList<DayCoverage> days)
    {
        for (var i = 0; i < days.Count;)
        {
            var (tone, from) = (ToneOf(days[i]), days[i].Date);
            var next = i + 1;
            while (next < days.Count && tone != Tone.Partial && ToneOf(days[next]) == tone)
                next++;
            var end = next < days.Count ? days[next].Date : days[^1].Date.AddDays(1);
            var note = tone switch
            {
                Tone.Full => null,
                Tone.Partial => string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd}: {days[i].Missing} of {days[i].Present + days[i].Missing} bars missing"),
                _ when next == i + 1 => string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd}: no bars"),
                _ => string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd} to {days[next - 1].Date:yyyy-MM-dd}: no bars on {next - i} days"),
            };
            for (var year = from.Year; year <= end.AddDays(-1).Year; year++)
            {
                var start = year == from.Year ? from : new DateOnly(year, 1, 1);
                var stop = year == end.AddDays(-1).Year ? end : new DateOnly(year + 1, 1, 1);
                yield return (start, stop, tone, note);
            }

            i = next;
        }
    }

    private static Tone ToneOf(DayCoverage day) => day.Missing == 0 ? Tone.Full : day.Present > 0 ? Tone.Partial : Tone.Missing;
}
