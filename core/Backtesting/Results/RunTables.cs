using System.Globalization;
using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;

namespace Serverless.Core.Backtesting.Results;

/// <summary>
/// All that a run left, as tables. Bars are named by their index and their UTC open time. Charts need nothing more: a marker is a row of
/// <c>fills</c>, a span a row of <c>trades</c>, a level an order's price from its submission to its last event.
/// </summary>
public static class RunTables
{
    /// <summary>The tables <c>orders</c>, <c>events</c>, <c>fills</c>, <c>trades</c>, <c>guards</c>, <c>log</c> and <c>equity</c>, in this order.</summary>
    /// <param name="bars">The series of the run.</param>
    /// <param name="result">The run; after a failure, what happened before it.</param>
    public static IReadOnlyList<ResultTable> Of(BarSeries bars, EventBacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            Orders(bars, result.Orders),
            Events(bars, result.Events),
            Fills(bars, result.Fills),
            Trades(bars, result.Trades),
            Guards(bars, result.GuardEvents),
            Log(result.Log),
            EquityTable.Of(bars, result),
        ];
    }

    /// <summary>The same but <c>equity</c>, of what one strategy of a portfolio did in one symbol.</summary>
    internal static IReadOnlyList<ResultTable> Of(BarSeries bars, BookResult book) =>
    [
        Orders(bars, book.Orders),
        Events(bars, book.Events),
        Fills(bars, book.Fills),
        Trades(bars, book.Trades),
        Guards(bars, book.GuardEvents),
        Log(book.Log),
    ];

    private static ResultTable Orders(BarSeries bars, IReadOnlyList<Order> orders)
    {
        var rows = new Rows<Order>(orders);
        return new ResultTable(
            "orders",
            [
                rows.Whole("order_id", order => order.Id),
                rows.Whole("bar", order => order.SubmittedBar),
                rows.Times("time", order => bars.OpenTime(order.SubmittedBar)),
                rows.Names("role", order => order.Role),
                rows.Whole("entry_id", order => order.EntryId),
                rows.Names("type", order => order.Ticket.Type),
                rows.Flags("of_target", order => order.Ticket.OfTarget),
                rows.Figures("quantity", order => order.Ticket.Quantity),
                rows.Figures("limit_price", order => order.Ticket.LimitPrice),
                rows.Figures("stop_price", order => order.Ticket.StopPrice),
                rows.Figures("trail_distance", order => order.Ticket.TrailDistance),
                rows.Figures("stop_loss", order => order.Ticket.Bracket.StopLoss),
                rows.Figures("take_profit", order => order.Ticket.Bracket.TakeProfit),
                rows.Names("time_in_force", order => order.Ticket.TimeInForce),
                rows.Texts("good_til", order => order.Ticket.GoodTil == default ? "" : order.Ticket.GoodTil.ToString("O", CultureInfo.InvariantCulture)),
                rows.Flags("reduce_only", order => order.Ticket.ReduceOnly),
                rows.Whole("one_cancels_other", order => order.Ticket.OneCancelsOther),
                rows.Names("state", order => order.State),
                rows.Figures("filled", order => order.Filled),
                rows.Figures("remaining", order => order.Remaining),
            ]);
    }

    private static ResultTable Events(BarSeries bars, IReadOnlyList<OrderEvent> events)
    {
        var rows = new Rows<OrderEvent>(events);
        return new ResultTable(
            "events",
            [
                rows.Whole("order_id", change => change.OrderId),
                rows.Whole("bar", change => change.Bar),
                rows.Times("time", change => bars.OpenTime(change.Bar)),
                rows.Names("from_state", change => change.From),
                rows.Names("to_state", change => change.To),
                rows.Names("reason", change => change.Reason),
                rows.Figures("quantity", change => change.Quantity),
                rows.Figures("price", change => change.Price),
            ]);
    }

    private static ResultTable Fills(BarSeries bars, IReadOnlyList<OrderFill> fills)
    {
        var rows = new Rows<OrderFill>(fills);
        return new ResultTable(
            "fills",
            [
                rows.Whole("order_id", fill => fill.OrderId),
                rows.Whole("bar", fill => fill.Bar),
                rows.Times("time", fill => bars.OpenTime(fill.Bar)),
                rows.Names("moment", fill => fill.Moment),
                rows.Names("type", fill => fill.Type),
                rows.Names("role", fill => fill.Role),
                rows.Figures("quantity", fill => fill.Quantity),
                rows.Figures("quote", fill => fill.Quote),
                rows.Figures("price", fill => fill.Price),
                rows.Figures("commission", fill => fill.Commission),
                rows.Figures("slippage", fill => fill.Slippage),
                rows.Flags("depends_on_path", fill => fill.DependsOnPath),
            ]);
    }

    private static ResultTable Trades(BarSeries bars, IReadOnlyList<ClosedTrade> trades)
    {
        var rows = new Rows<ClosedTrade>(trades);
        return new ResultTable(
            "trades",
            [
                rows.Whole("entry_order", trade => trade.Entry.OrderId),
                rows.Whole("exit_order", trade => trade.Exit.OrderId),
                rows.Whole("entry_bar", trade => trade.Entry.Bar),
                rows.Whole("exit_bar", trade => trade.Exit.Bar),
                rows.Times("entry_time", trade => bars.OpenTime(trade.Entry.Bar)),
                rows.Times("exit_time", trade => bars.OpenTime(trade.Exit.Bar)),
                rows.Names("entry_type", trade => trade.Entry.Type),
                rows.Names("exit_type", trade => trade.Exit.Type),
                rows.Names("exit_role", trade => trade.Exit.Role),
                rows.Figures("quantity", trade => trade.Quantity),
                rows.Figures("entry_price", trade => trade.EntryPrice),
                rows.Figures("exit_price", trade => trade.ExitPrice),
                rows.Figures("gross_profit", trade => trade.GrossProfit),
                rows.Figures("commission", trade => trade.Commission),
                rows.Figures("slippage", trade => trade.Slippage),
                rows.Figures("net_profit", trade => trade.NetProfit),
                rows.Whole("bars_held", trade => trade.BarsHeld),
                rows.Figures("max_adverse_excursion", trade => trade.Excursion.Adverse),
                rows.Figures("max_favourable_excursion", trade => trade.Excursion.Favourable),
                rows.Flags("depends_on_path", trade => trade.DependsOnPath),
            ]);
    }

    private static ResultTable Guards(BarSeries bars, IReadOnlyList<GuardEvent> events)
    {
        var rows = new Rows<GuardEvent>(events);
        return new ResultTable(
            "guards",
            [
                rows.Whole("bar", change => change.Bar),
                rows.Times("time", change => bars.OpenTime(change.Bar)),
                rows.Names("guard", change => change.Guard),
                rows.Figures("value", change => change.Value),
                rows.Figures("limit", change => change.Limit),
                rows.Names("action", change => change.Action),
                rows.Whole("order_id", change => change.OrderId),
            ]);
    }

    private static ResultTable Log(IReadOnlyList<RunLogEntry> entries)
    {
        var rows = new Rows<RunLogEntry>(entries);
        return new ResultTable(
            "log",
            [
                rows.Whole("bar", entry => entry.Bar),
                rows.Times("time", entry => entry.Time),
                rows.Names("severity", entry => entry.Severity),
                rows.Texts("message", entry => entry.Message),
            ]);
    }
}
