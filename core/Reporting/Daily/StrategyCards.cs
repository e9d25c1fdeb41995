using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.TearSheets;

namespace Serverless.Core.Reporting.Daily;

/// <summary>A small chart for each live strategy: profit since it is live, fall from its highest equity, and what it holds.</summary>
internal static class StrategyCards
{
    // A table of every day of every strategy would be most of the page.
    private const int DaysBetweenRows = 7;

    /// <param name="days">The days, ascending, the report's own last.</param>
    public static ChartGridBlock Of(IReadOnlyList<DailyLook> days) => new(
        [.. days[^1].Strategies.OrderBy(one => one.StrategyId, StringComparer.Ordinal).Select((one, index) => Card(one, $"strategy-{index + 1}", Track(one.StrategyId, days)))]);

    private static PanelChart Card(StrategyHealth one, string id, List<(DailyLook Day, StrategyHealth Look)> track) => new(
        id,
        one.StrategyId,
        $"{one.Symbol}: {Money((double)DailyLook.EarnedBy(one))} on the day, {Money((double)one.Profit)} since it is live.{Chosen(one)}",
        new ReportTable(
            $"{id}-table",
            "Every seventh day, back from the last.",
            ["Day", "Profit since live", "Fall", "Held"],
            [.. track.Where((_, index) => (track.Count - 1 - index) % DaysBetweenRows == 0).Select(point => (Cell[])
            [
                Cell.Date(point.Day.Day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)), Cell.Money((double)point.Look.Profit), Cell.Percent(point.Look.Fall), Cell.Percent(point.Look.Held),
            ])]))
    {
        Ticks = [.. track.Select(point => point.Day.EndTicks)],
        Panels =
        [
            new ChartPanel("Profit", Money((double)one.Profit), [.. track.Select(point => (double)point.Look.Profit)]),
            new ChartPanel("Below its highest", $"{Words.Percent(one.Fall)}, deepest {Words.Percent(track.Max(point => point.Look.Fall))}", [.. track.Select(point => -point.Look.Fall)]),
            .. track.Any(point => point.Look.Held is not null)
                ? [new ChartPanel("Held, of its equity", one.Held is { } held ? Words.Signed(held) : "not known", [.. track.Select(point => point.Look.Held ?? double.NaN)])]
                : Array.Empty<ChartPanel>(),
        ],
    };

    private static List<(DailyLook Day, StrategyHealth Look)> Track(string strategyId, IReadOnlyList<DailyLook> days) =>
        [.. from day in days from look in day.Strategies where look.StrategyId == strategyId select (day, look)];

    private static string Chosen(StrategyHealth one) => one is { TradesAs: { } chosen, ChosenAt: { } at } && chosen != one.StrategyId
        ? FormattableString.Invariant($" It trades as {chosen} since {at:yyyy-MM-dd}.")
        : "";

    private static string Money(double amount) => amount > 0 ? $"+{Words.Money(amount)}" : Words.Money(amount);
}
