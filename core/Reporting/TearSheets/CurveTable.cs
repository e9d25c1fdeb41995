using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>Curves as tables of month ends, or of days where there are few.</summary>
internal static class CurveTable
{
    private const int FewDays = 62;

    public static ReportTable Of(string id, string caption, ReportCurve curve, ReportBenchmark? benchmark) => new(
        id,
        caption,
        ["Date", "Equity", .. benchmark is null ? Array.Empty<string>() : [benchmark.Name]],
        [.. MonthEnds(curve).Select(end => (Cell[])
        [
            Cell.Date(end.Date),
            Cell.Money(curve.Equity[end.Index]),
            .. benchmark is null ? Array.Empty<Cell>() : [Cell.Money(end.Index > benchmark.From ? benchmark.Curve.Equity[end.Index - benchmark.From - 1] : null)],
        ])]);

    /// <summary>The last step of each month, or of each day where there are few; the last of all in any case.</summary>
    public static IEnumerable<(DateTime Date, int Index)> MonthEnds(ReportCurve curve)
    {
        var byDay = curve.DayCount <= FewDays;
        for (var i = 0; i < curve.CloseTicks.Length; i++)
        {
            var date = new DateTime(curve.CloseTicks[i] - 1, DateTimeKind.Utc).Date;
            var isLast = i + 1 == curve.CloseTicks.Length;
            if (isLast || Differs(date, new DateTime(curve.CloseTicks[i + 1] - 1), byDay))
                yield return (date, i);
        }
    }

    private static bool Differs(DateTime date, DateTime next, bool byDay) => byDay ? next.Date != date : (next.Year, next.Month) != (date.Year, date.Month);
}
