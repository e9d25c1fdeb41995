using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Replay;

/// <summary>Values of days as lines and as tables.</summary>
internal static class ReplayTables
{
    private const int FewDays = 62;

    /// <summary>A line; a day's value stands at its end.</summary>
    public static ChartSeries Series(ReplayCurve curve, double[] values) => ChartSeries.Over(curve.Name, Array.ConvertAll(curve.Days, EndOf), values);

    /// <summary>Values at month ends, or by day where there are few.</summary>
    public static ReportTable MonthEnds(string id, string caption, ReplayCurve[] curves, CellKind kind, Func<ReplayCurve, double[]> valuesOf)
    {
        var columns = Array.ConvertAll(curves, curve => curve.Days.Zip(valuesOf(curve)).ToDictionary(pair => pair.First, pair => pair.Second));
        var days = curves[0].Days;
        var shown = days.Where((day, i) => days.Length <= FewDays || i + 1 == days.Length || DateOf(day).Month != DateOf(days[i + 1]).Month);
        return new ReportTable(
            id,
            caption,
            ["Day", .. curves.Select(curve => curve.Name)],
            [.. shown.Select(day => (Cell[])[Cell.Date(DateOf(day)), .. columns.Select(column => Cell.Of(kind, column.TryGetValue(day, out var value) ? value : null))])]);
    }

    private static DateTime DateOf(int day) => DateTime.UnixEpoch.AddDays(day);

    private static long EndOf(int day) => DateOf(day + 1).Ticks;
}
