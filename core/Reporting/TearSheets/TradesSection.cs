using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>Closed trades: how often they gain, how long they last, how far they go against and in favour.</summary>
internal static class TradesSection
{
    private const int Shown = 5;
    private static readonly double[] Probabilities = [0.05, 0.25, 0.5, 0.75, 0.95];

    public static ReportSection Of(SheetFigures figures)
    {
        var trades = figures.Run.Trades;
        if (trades.Count == 0)
            return new ReportSection("trades", "Trades", [new ProseBlock("No trade was closed.")]);
        var blocks = new List<ReportBlock> { new TableBlock(Groups(trades)) };
        if (trades.Count >= MinimumSample.Trades)
            blocks.Add(new ChartBlock(Excursions(trades)));
        blocks.Add(new TableBlock(Extremes(trades, figures.Run.Timeframe.Length() >= TimeSpan.FromDays(1) ? time => Cell.Date(time) : time => Cell.Time(time))));
        return new ReportSection("trades", "Trades", blocks);
    }

    private static ReportTable Groups(IReadOnlyList<RunTrade> trades)
    {
        var groups = new List<(string Name, IReadOnlyList<RunTrade> Trades)>
        {
            ("All", trades),
            ("Long", [.. trades.Where(trade => trade.Quantity > 0)]),
            ("Short", [.. trades.Where(trade => trade.Quantity < 0)]),
        };
        if (trades.Select(trade => trade.Symbol).Distinct().Count() > 1)
            groups.AddRange(trades.GroupBy(trade => trade.Symbol).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, (IReadOnlyList<RunTrade>)[.. group])));
        return new ReportTable(
            "trade-groups",
            $"Closed trades after costs. Below {MinimumSample.Trades} trades there are no rates and means.",
            ["Trades", "Count", "Net profit", "Hit rate", "Profit factor", "Payoff", "Mean profit", "Mean days held", "Mean MAE", "Mean MFE"],
            [.. groups.Where(group => group.Trades.Count > 0).Select(group => Row(group.Name, group.Trades))]);
    }

    private static Cell[] Row(string name, IReadOnlyList<RunTrade> trades)
    {
        double[] profits = [.. trades.Select(trade => trade.NetProfit)];
        Cell Mean(CellKind kind, double? value) => Cell.From(trades.Count, MinimumSample.Trades, kind, value);
        return
        [
            Cell.Text(name),
            Cell.Count(trades.Count),
            Cell.Money(profits.Sum()),
            Mean(CellKind.Percent, TradeStatistics.WinRate(profits)),
            Mean(CellKind.Ratio, TradeStatistics.ProfitFactor(profits)),
            Mean(CellKind.Ratio, TradeStatistics.Payoff(profits)),
            Mean(CellKind.Money, TradeStatistics.Expectancy(profits)),
            Mean(CellKind.Days, trades.Average(DaysHeld)),
            Mean(CellKind.Percent, trades.Average(trade => trade.Adverse)),
            Mean(CellKind.Percent, trades.Average(trade => trade.Favourable)),
        ];
    }

    private static ScatterChart Excursions(IReadOnlyList<RunTrade> trades)
    {
        var (won, lost) = (trades.Where(trade => trade.NetProfit > 0).ToList(), trades.Where(trade => trade.NetProfit <= 0).ToList());
        double? Median(IEnumerable<double> values) => Quantiles.OfSorted([.. values.Order()], 0.5);
        string Side(string name, List<RunTrade> side) => side.Count == 0
            ? $"no trade {name}"
            : $"trades that {name} went {Words.Percent(Median(side.Select(trade => trade.Adverse))!.Value)} against and {Words.Percent(Median(side.Select(trade => trade.Favourable))!.Value)} in favour in the median";
        double[] adverse = [.. trades.Select(trade => trade.Adverse).Order()], favourable = [.. trades.Select(trade => trade.Favourable).Order()], days = [.. trades.Select(DaysHeld).Order()];
        return new ScatterChart(
            "excursions",
            "Worst and best price while held",
            $"{Capital(Side("gained", won))}; {Side("lost", lost)}.",
            new ReportTable(
                "excursions-table",
                "Quantiles over all trades.",
                ["Quantile", "Worst excursion (MAE)", "Best excursion (MFE)", "Days held"],
                [.. Probabilities.Select(p => (Cell[])
                [
                    Cell.Text($"{p * 100:0} %"),
                    Cell.Percent(Quantiles.OfSorted(adverse, p)),
                    Cell.Percent(Quantiles.OfSorted(favourable, p)),
                    Cell.Days(Quantiles.OfSorted(days, p)),
                ])]))
        {
            Points = [.. trades.Select(trade => new ChartPoint(trade.Adverse, trade.Favourable, trade.NetProfit <= 0))],
            XTitle = "worst excursion against the trade (MAE), of the entry price",
            YTitle = "best excursion in favour (MFE)",
        };
    }

    private static ReportTable Extremes(IReadOnlyList<RunTrade> trades, Func<DateTime, Cell> time)
    {
        var ordered = trades.OrderByDescending(trade => trade.NetProfit).ThenBy(trade => trade.ExitTime).ToList();
        var shown = ordered.Count <= 2 * Shown ? ordered : [.. ordered.Take(Shown), .. ordered.TakeLast(Shown)];
        return new ReportTable(
            "trade-extremes",
            ordered.Count <= 2 * Shown ? "All closed trades, by profit." : $"The {Shown} best and the {Shown} worst trades.",
            ["Entry (UTC)", "Exit (UTC)", "Strategy", "Symbol", "Side", "Units", "In", "Out", "Net profit", "MAE", "MFE"],
            [.. shown.Select(trade => (Cell[])
            [
                time(trade.EntryTime),
                time(trade.ExitTime),
                Cell.Text(trade.Strategy),
                Cell.Text(trade.Symbol),
                Cell.Text(trade.Quantity > 0 ? "long" : "short"),
                Cell.Quantity(Math.Abs(trade.Quantity)),
                Cell.Quantity(trade.EntryPrice),
                Cell.Quantity(trade.ExitPrice),
                Cell.Money(trade.NetProfit),
                Cell.Percent(trade.Adverse),
                Cell.Percent(trade.Favourable),
            ])]);
    }

    private static double DaysHeld(RunTrade trade) => (trade.ExitTime - trade.EntryTime).TotalDays;

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
