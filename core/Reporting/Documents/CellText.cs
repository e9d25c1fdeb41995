using System.Globalization;

namespace Serverless.Core.Reporting.Documents;

/// <summary>Values as people read them: invariant culture, fixed decimals, a true minus sign, "–" for what is not defined.</summary>
public static class CellText
{
    private const double LargeAmount = 100_000;
    private const double ManyDays = 10;

    /// <summary>The text of a value.</summary>
    public static string Of(Cell cell) => cell switch
    {
        { HasValue: false } => cell.Kind == CellKind.Text ? "–" : cell.Words ?? "–",
        { Kind: CellKind.Text } => cell.Words!,
        { Kind: CellKind.Date } => cell.Instant!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Kind: CellKind.Time } => cell.Instant!.Value.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => Number(cell.Kind, cell.Number!.Value),
    };

    /// <summary>The text of a figure.</summary>
    public static string Number(CellKind kind, double value) => kind switch
    {
        CellKind.Percent => $"{Fixed(value * 100, "N1")} %",
        CellKind.FinePercent => $"{Fixed(value * 100, "N3")} %",
        CellKind.Probability => Fixed(value, "N3"),
        CellKind.Money => Fixed(value, Math.Abs(value) < LargeAmount ? "N2" : "N0"),
        CellKind.Count => Fixed(value, "N0"),
        CellKind.Days => Fixed(value, Math.Abs(value) < ManyDays ? "N1" : "N0"),
        CellKind.Number => Fixed(value, "G7"),
        _ => Fixed(value, "N2"),
    };

    // What rounds to zero has no sign.
    private static string Fixed(double value, string format)
    {
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        if (text[0] != '-')
            return text;
        return text.AsSpan().ContainsAnyInRange('1', '9') ? $"−{text[1..]}" : text[1..];
    }
}
