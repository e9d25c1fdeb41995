using System.Globalization;
using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>Daily returns compounded to months and years of the calendar; the first and the last may be parts of one.</summary>
internal sealed class MonthlyReturns
{
    private static readonly string[] Names = [.. Enumerable.Range(1, 12).Select(month => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month))];

    private MonthlyReturns(IReadOnlyList<Month> months) => Months = months;

    public IReadOnlyList<Month> Months { get; }

    public IReadOnlyList<(int Year, double Return)> Years =>
        [.. Months.GroupBy(month => month.Year).Select(year => (year.Key, ReturnStatistics.TotalReturn([.. year.Select(month => month.Return)])))];

    public static MonthlyReturns Of(DailyReturns daily)
    {
        var months = daily.Days.Zip(daily.Values)
            .GroupBy(day => ReportCurve.DateOf(day.First) is var date ? (date.Year, date.Month) : default)
            .Select(month => new Month(month.Key.Year, month.Key.Month, ReturnStatistics.TotalReturn([.. month.Select(day => day.Second)])));
        return new MonthlyReturns([.. months]);
    }

    /// <summary>The grid of months, with a row for each year.</summary>
    public HeatMapChart Chart(string id, string title)
    {
        var years = Years;
        var values = years.Select(year => (IReadOnlyList<double?>)[.. Enumerable.Range(1, 12).Select(month => Find(year.Year, month)), year.Return]).ToList();
        var (best, worst) = (Months.MaxBy(month => month.Return)!, Months.MinBy(month => month.Return)!);
        var summary = $"{Months.Count(month => month.Return > 0)} of {Months.Count} months gained; the best was {Name(best)} with {Words.Signed(best.Return)}, the worst {Name(worst)} with {Words.Signed(worst.Return)}. Percent; the first and the last month may be parts of one.";
        var table = new ReportTable(
            $"{id}-table",
            "Returns by month and year.",
            ["Year", .. Names, "Year as a whole"],
            [.. years.Zip(values, (year, row) => (Cell[])[Cell.Text(year.Year.ToString(CultureInfo.InvariantCulture)), .. row.Select(value => value is null ? Cell.Text("") : Cell.Percent(value))])]);
        return new HeatMapChart(id, title, summary, table)
        {
            Rows = [.. years.Select(year => year.Year.ToString(CultureInfo.InvariantCulture))],
            Columns = [.. Names, "Year"],
            Values = values,
        };
    }

    private double? Find(int year, int month) => Months.FirstOrDefault(one => one.Year == year && one.Number == month)?.Return;

    private static string Name(Month month) => string.Create(CultureInfo.InvariantCulture, $"{month.Year}-{month.Number:00}");

    public sealed record Month(int Year, int Number, double Return);
}
