using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.MarketData;

namespace Serverless.Core.Backtesting.Results;

/// <summary>
/// All that a portfolio left, as tables. Those of <see cref="RunTables"/> begin with the columns <c>strategy</c> and <c>symbol</c>, and bars in them are
/// indices into the symbol's series.
/// </summary>
public static class PortfolioTables
{
    /// <summary>
    /// The tables <c>orders</c>, <c>events</c>, <c>fills</c>, <c>trades</c>, <c>guards</c> and <c>log</c> of all strategies, then of the account
    /// <c>broker_fills</c>, <c>account_guards</c> and <c>equity</c>, and <c>profits</c>, with a row for each strategy and step; in this order.
    /// </summary>
    /// <param name="bars">The series of each symbol of the run, in any order.</param>
    /// <param name="result">The run; after a failure, what happened before it.</param>
    public static IReadOnlyList<ResultTable> Of(IReadOnlyList<BarSeries> bars, PortfolioResult result)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(result);
        var series = bars.ToDictionary(one => one.Symbol);
        var books = result.Members
            .SelectMany(member => member.Books, (member, book) => (member.Name, book.Symbol, Tables: RunTables.Of(series[book.Symbol], book)))
            .ToList();
        var closes = Array.ConvertAll(result.CloseTicks, ticks => new DateTime(ticks, DateTimeKind.Utc));
        return
        [
            .. Enumerable.Range(0, books[0].Tables.Count).Select(index => Join([.. books.Select(book => (book.Name, book.Symbol, book.Tables[index]))])),
            BrokerFills([.. result.Symbols.Select(symbol => series[symbol])], result.BrokerFills),
            Guards(result.GuardEvents),
            Equity(closes, result),
            Profits(closes, result.Members),
        ];
    }

    private static ResultTable Join(IReadOnlyList<(string Strategy, string Symbol, ResultTable Table)> parts) => new(
        parts[0].Table.Name,
        [
            ResultColumn.Of("strategy", parts.SelectMany(part => Enumerable.Repeat(part.Strategy, part.Table.Rows)).ToArray()),
            ResultColumn.Of("symbol", parts.SelectMany(part => Enumerable.Repeat(part.Symbol, part.Table.Rows)).ToArray()),
            .. parts[0].Table.Columns.Select((_, place) => ResultColumn.Join([.. parts.Select(part => part.Table.Columns[place])])),
        ]);

    private static ResultTable BrokerFills(IReadOnlyList<BarSeries> symbols, IReadOnlyList<BrokerFill> fills)
    {
        var rows = new Rows<BrokerFill>(fills);
        return new ResultTable(
            "broker_fills",
            [
                rows.Texts("symbol", fill => symbols[fill.Symbol].Symbol),
                rows.Whole("bar", fill => fill.Bar),
                rows.Times("time", fill => symbols[fill.Symbol].OpenTime(fill.Bar)),
                rows.Names("moment", fill => fill.Moment),
                rows.Figures("quantity", fill => fill.Quantity),
                rows.Figures("quote", fill => fill.Quote),
                rows.Figures("price", fill => fill.Price),
                rows.Figures("commission", fill => fill.Commission),
                rows.Figures("slippage", fill => fill.Slippage),
                rows.Figures("crossed", fill => fill.Crossed),
                rows.Figures("saved", fill => fill.Saved),
            ]);
    }

    private static ResultTable Guards(IReadOnlyList<PortfolioGuardEvent> events)
    {
        var rows = new Rows<PortfolioGuardEvent>(events);
        return new ResultTable(
            "account_guards",
            [
                rows.Times("time", change => change.Time),
                rows.Names("guard", change => change.Guard),
                rows.Figures("value", change => change.Value),
                rows.Figures("limit", change => change.Limit),
                rows.Names("action", change => change.Action),
            ]);
    }

    private static ResultTable Equity(DateTime[] closes, PortfolioResult result) => new(
        "equity",
        [
            ResultColumn.Of("time", closes),
            ResultColumn.Of("equity", result.Equity),
            ResultColumn.Of("cash", result.Cash),
            ResultColumn.Of("gross_exposure", result.GrossExposure),
            ResultColumn.Of("net_exposure", result.NetExposure),
            ResultColumn.Of("leverage", result.Leverage),
            ResultColumn.Of("margin", result.Margin),
            ResultColumn.Of("drawdown", result.Drawdown),
        ]);

    private static ResultTable Profits(DateTime[] closes, IReadOnlyList<MemberResult> members) => new(
        "profits",
        [
            ResultColumn.Of("strategy", members.SelectMany(member => Enumerable.Repeat(member.Name, closes.Length)).ToArray()),
            ResultColumn.Of("time", members.SelectMany(_ => closes).ToArray()),
            ResultColumn.Of("profit", members.SelectMany(member => member.Profit).ToArray()),
        ]);
}
