using System.Globalization;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.TearSheets;

namespace Serverless.Core.Reporting.Daily;

/// <summary>The desk as a whole over the last days: growth beside the benchmark, drawdown, profit by day, exposure.</summary>
internal static class DeskCharts
{
    private const int BarsShown = 30;

    /// <param name="days">The days, ascending, the report's own last; at least two.</param>
    public static IEnumerable<ReportBlock> Of(IReadOnlyList<DailyLook> days)
    {
        long[] ticks = [.. days.Select(day => day.EndTicks)];
        var growth = Growth(days.Select(day => day.Return));
        yield return new ChartBlock(GrowthChart(days, ticks, growth));
        yield return new ChartBlock(Underwater(days, ticks, growth));
        yield return new ChartBlock(Profit([.. days.TakeLast(BarsShown)]));
        if (days.Count(day => day.Gross is not null) > 1)
            yield return new ChartBlock(Exposure(days, ticks));
    }

    private static LineChart GrowthChart(IReadOnlyList<DailyLook> days, long[] ticks, double[] growth)
    {
        var known = days.Any(day => day.BenchmarkReturn is not null);
        var benchmark = Growth(days.Select(day => day.BenchmarkReturn));
        var summary = $"Over {days.Count} days the desk returned {Words.Signed(growth[^1] - 1)}{(known ? $", the benchmark {Words.Signed(benchmark[^1] - 1)}" : "")}.";
        return new LineChart("desk-growth", "Growth of 1", summary, Table("desk-growth-table", "Growth of 1 by day.", ["Desk", .. known ? ["Benchmark"] : Array.Empty<string>()], days, index =>
            [Cell.Ratio(growth[index]), .. known ? [Cell.Ratio(benchmark[index])] : Array.Empty<Cell>()]))
        {
            Series = [ChartSeries.Over("Desk", ticks, growth), .. known ? [ChartSeries.Over("Benchmark", ticks, benchmark)] : Array.Empty<ChartSeries>()],
            Baseline = 1,
        };
    }

    private static LineChart Underwater(IReadOnlyList<DailyLook> days, long[] ticks, double[] growth)
    {
        var highest = 1.0;
        var under = Array.ConvertAll(growth, value => (value / (highest = Math.Max(highest, value))) - 1);
        return new LineChart(
            "desk-underwater",
            "Under water",
            $"The desk is {Words.Percent(-under[^1])} below its highest of these days; at the deepest it was {Words.Percent(-under.Min())}.",
            Table("desk-underwater-table", "Below the highest by day.", ["Below the highest"], days, index => [Cell.Percent(under[index])]))
        {
            Series = [ChartSeries.Over("Drawdown", ticks, under)],
            Kind = CellKind.Percent,
            Baseline = 0,
            IsFilled = true,
        };
    }

    private static BarChart Profit(IReadOnlyList<DailyLook> days) => new(
        "desk-profit",
        "Profit by day",
        $"{days.Count(day => day.Earned > 0)} of {days.Count} days gained; they sum to {Words.Money((double)days.Sum(day => day.Earned))}.",
        Table("desk-profit-table", "Profit by day.", ["Profit"], days, index => [Cell.Money((double)days[index].Earned)]))
    {
        Bars = [.. days.Select(day => new ChartBar(day.Day.ToString("MM-dd", CultureInfo.InvariantCulture), (double)day.Earned))],
        Kind = CellKind.Money,
        IsLabelled = false,
    };

    private static LineChart Exposure(IReadOnlyList<DailyLook> days, long[] ticks) => new(
        "desk-exposure",
        "Exposure",
        days[^1] is { Gross: { } gross, Net: { } net } ? $"Positions are {Words.Percent(gross)} of the equity of all live strategies, {Words.Signed(net)} net." : "Positions as a share of the equity of all live strategies.",
        Table("desk-exposure-table", "Exposure by day.", ["Gross", "Net"], days, index => [Cell.Percent(days[index].Gross), Cell.Percent(days[index].Net)]))
    {
        Series = [ChartSeries.Over("Gross", ticks, days.Select(day => day.Gross)), ChartSeries.Over("Net", ticks, days.Select(day => day.Net))],
        Kind = CellKind.Percent,
        Baseline = 0,
    };

    private static ReportTable Table(string id, string caption, IReadOnlyList<string> headings, IReadOnlyList<DailyLook> days, Func<int, IReadOnlyList<Cell>> cells) =>
        new(id, caption, ["Day", .. headings], [.. days.Select((day, index) => (Cell[])[Cell.Date(day.Day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)), .. cells(index)])]);

    // A day without a return changes nothing.
    private static double[] Growth(IEnumerable<double?> returns)
    {
        var growth = 1.0;
        return [.. returns.Select(change => growth *= 1 + (change ?? 0))];
    }
}
