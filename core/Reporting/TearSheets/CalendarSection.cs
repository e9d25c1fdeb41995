using System.Globalization;
using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>Months, years, and how daily returns are distributed.</summary>
internal static class CalendarSection
{
    private const int Classes = 41;
    private const double Tails = 0.005;

    public static ReportSection Of(SheetFigures figures)
    {
        var daily = figures.Run.Curve.Daily;
        var months = MonthlyReturns.Of(daily);
        return new ReportSection(
            "calendar",
            "Months, years, days",
            [
                new ChartBlock(months.Chart("months", "Monthly returns")),
                new ChartBlock(Years(figures, months)),
                daily.Values.Length >= MinimumSample.Distribution
                    ? new ChartBlock(Distribution(figures))
                    : new ProseBlock($"Not enough data for a distribution: it needs {MinimumSample.Distribution} days, there are {daily.Values.Length}."),
            ]);
    }

    private static BarChart Years(SheetFigures figures, MonthlyReturns months)
    {
        var years = months.Years;
        var benchmark = figures.Options.Benchmark is { } other ? MonthlyReturns.Of(other.Curve.Daily).Years.ToDictionary(year => year.Year, year => year.Return) : null;
        var table = new ReportTable(
            "years-table",
            "Returns by year.",
            ["Year", "Return", .. benchmark is null ? Array.Empty<string>() : [figures.Options.Benchmark!.Name]],
            [.. years.Select(year => (Cell[])
            [
                Cell.Text(Text(year.Year)),
                Cell.Percent(year.Return),
                .. benchmark is null ? Array.Empty<Cell>() : [Cell.Percent(benchmark.TryGetValue(year.Year, out var value) ? value : null)],
            ])]);
        return new BarChart("years", "Yearly returns", $"{years.Count(year => year.Return > 0)} of {years.Count} years gained. The first and the last may be parts of one.", table)
        {
            Bars = [.. years.Select(year => new ChartBar(Text(year.Year), year.Return))],
        };
    }

    private static BarChart Distribution(SheetFigures figures)
    {
        double[] ascending = [.. figures.Run.Curve.Daily.Values.Order()];
        // The middle 99 % in equal classes; what lies beyond goes into the outer ones.
        var reach = Math.Max(Math.Abs(Quantiles.OfSorted(ascending, Tails)!.Value), Math.Abs(Quantiles.OfSorted(ascending, 1 - Tails)!.Value));
        var width = Math.Max(2 * reach / Classes, 1e-6);
        var counts = new int[Classes];
        foreach (var value in ascending)
            counts[Math.Clamp((int)Math.Floor((value / width) + (Classes / 2.0)), 0, Classes - 1)]++;
        double Middle(int index) => (index - (Classes / 2)) * width;
        var risk = figures.Risk;
        var table = new ReportTable(
            "distribution-table",
            "Days by return; the outer classes hold all beyond.",
            ["Return about", "Days"],
            [.. counts.Select((count, index) => (Cell[])[Cell.Of(CellKind.FinePercent, Middle(index)), Cell.Count(count)])]);
        return new BarChart(
            "distribution",
            "Distribution of daily returns",
            $"{Words.Percent(risk.PositiveShare ?? 0)} of {Words.Count(risk.Periods)} days gained; the worst lost {Words.Percent(-risk.Worst!.Value)}, the best gained {Words.Percent(risk.Best!.Value)}.",
            table)
        {
            Bars = [.. counts.Select((count, index) => new ChartBar(CellText.Number(CellKind.Percent, Middle(index)), count, IsLoss: index < Classes / 2))],
            Kind = CellKind.Count,
            IsLabelled = false,
        };
    }

    private static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
}
