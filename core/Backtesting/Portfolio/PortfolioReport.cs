using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.Metrics;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>Turns what a run has left behind into its result.</summary>
internal static class PortfolioReport
{
    public static PortfolioResult Of(
        IReadOnlyList<PortfolioSymbol> symbols,
        MemberDesk[] desks,
        ReadOnlySpan<long> steps,
        PortfolioCurve curve,
        SharedAccount account,
        List<BrokerFill> executed,
        List<PortfolioGuardEvent> guards,
        BacktestFailure? failure,
        PortfolioSettings settings)
    {
        var length = failure is null ? steps.Length : steps.IndexOf(failure.BarTime!.Value.Ticks);
        var equity = curve.Equity[..length];
        var members = desks.Select((desk, index) => Member(desk, curve.Profits[index][..length], symbols, account)).ToList();
        var activity = new TradingActivity(curve.ExposedSteps, account.Turnover);
        var profits = members.SelectMany(member => member.Books).SelectMany(book => book.Trades).Select(trade => trade.NetProfit);
        return new PortfolioResult
        {
            Symbols = [.. symbols.Select(symbol => symbol.Name)],
            CloseTicks = steps[..length].ToArray(),
            Equity = equity,
            Cash = curve.Cash[..length],
            GrossExposure = curve.Exposure[..length],
            NetExposure = [.. equity.Zip(curve.Cash, (whole, cash) => whole - cash)],
            Leverage = [.. equity.Zip(curve.Exposure, (whole, exposure) => exposure / whole)],
            Margin = curve.Margin[..length],
            Drawdown = Drawdowns(settings.InitialEquity, equity),
            Members = members,
            BrokerFills = executed,
            GuardEvents = guards,
            Costs = CostLines.Sum(members.SelectMany(member => member.Books).Select(book => book.Costs)),
            Saved = executed.Sum(fill => fill.Saved),
            Activity = activity,
            Metrics = failure is null ? Measure(settings, StepsPerYear.Of(symbols, steps), equity, [.. profits], activity) : null,
            Failure = failure,
            Settings = settings,
        };
    }

    private static MemberResult Member(MemberDesk desk, double[] profit, IReadOnlyList<PortfolioSymbol> symbols, SharedAccount account) => new()
    {
        Name = desk.Member.Name,
        Budget = desk.Member.Budget,
        Profit = profit,
        Books = [.. desk.Books.Select(book => Book(symbols[book.Symbol].Name, book.Broker, account.Price(book.Symbol)))],
        Failure = desk.Failure,
    };

    private static BookResult Book(string symbol, SimulatedBroker broker, double price) => new()
    {
        Symbol = symbol,
        Orders = AllOrders(broker),
        Events = broker.Journal.Events,
        Fills = broker.Fills,
        Trades = broker.Trades.Closed,
        Held = broker.Trades.Held(price),
        GuardEvents = broker.Journal.Guards,
        Log = broker.Log.Entries,
        Costs = broker.Account.Costs,
        PathDependence = PathDependence.Of(broker.Trades.Closed, broker.AmbiguousBars),
    };

    private static Order[] AllOrders(SimulatedBroker broker)
    {
        var orders = new List<Order>(broker.Journal.Ended);
        for (var i = 0; i < broker.Book.Count; i++)
            orders.Add(broker.Book[i]);
        return [.. orders.OrderBy(order => order.Id)];
    }

    private static double[] Drawdowns(double initial, double[] equity)
    {
        var highest = initial;
        return Array.ConvertAll(equity, value => 1 - (value / (highest = Math.Max(highest, value))));
    }

    private static PerformanceMetrics Measure(
        PortfolioSettings settings, double stepsPerYear, double[] equity, double[] netProfits, TradingActivity activity)
    {
        var returns = new double[equity.Length];
        EquityReturns.Compute(settings.InitialEquity, equity, returns);
        return PerformanceMetrics.Measure(returns, stepsPerYear, netProfits, activity);
    }
}
