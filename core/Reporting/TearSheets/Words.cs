using System.Globalization;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>Values within sentences.</summary>
internal static class Words
{
    private const int CommitDigits = 12;

    public static string Percent(double value) => CellText.Number(CellKind.Percent, value);

    public static string Signed(double share) => share > 0 ? $"+{Percent(share)}" : Percent(share);

    public static string Ratio(double? value) => value is { } ratio ? CellText.Number(CellKind.Ratio, ratio) : "undefined";

    public static string Money(double value) => CellText.Number(CellKind.Money, value);

    public static string Count(double value) => CellText.Number(CellKind.Count, value);

    public static string Date(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The date of a close; a close at midnight ends the day before.</summary>
    public static string Date(long closeTicks) => Date(new DateTime(closeTicks - 1));

    public static string Days(double days) => $"{CellText.Number(CellKind.Days, days)} days";

    /// <summary>A code version with as many digits of its commit as find it.</summary>
    public static string Code(string version) => version.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus && version.Length > plus + CommitDigits ? version[..(plus + 1 + CommitDigits)] : version;

    public static string Span(ReportCurve curve) =>
        $"{Date(curve.CloseTicks[0])} to {Date(curve.CloseTicks[^1])} (UTC), {Count(curve.DayCount)} days, {Count(curve.Equity.Length)} steps";
}
