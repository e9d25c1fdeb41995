using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>Orders, position and trades of one strategy in one symbol. Its cash is the account's.</summary>
internal abstract class StrategyBook
{
    private readonly ITradeBook trades;
    private int settled;
    private int firstEvent;

    protected StrategyBook(PortfolioSymbol symbol, int index, double budget, PortfolioLimits limits, int start)
    {
        Symbol = index;
        trades = ITradeBook.Create(symbol.Rules.Lots, symbol.Bars);
        var sizing = symbol.Rules.Sizing;
        var rules = symbol.Rules with
        {
            Sizing = sizing.Mode == SizingMode.FixedUnits ? sizing : sizing with { Size = sizing.Size * budget },
            Limits = symbol.Rules.Limits with
            {
                MaxLeverage = limits.MaxLeverage,
                MaxWeight = limits.MaxWeight,
                MaxPositions = limits.MaxPositions,
            },
        };
        Broker = new SimulatedBroker(symbol.Bars, symbol.Market, rules, 0, start, new UnsettledTrades(trades)) { Budget = budget };
    }

    /// <summary>Index of the symbol in the run.</summary>
    public int Symbol { get; }

    public SimulatedBroker Broker { get; }

    /// <summary>Units held; negative when short.</summary>
    public double Position => Broker.Account.Position;

    /// <summary>The account as it was before what is not settled yet.</summary>
    public Account Before { get; private set; }

    /// <summary>What the account's cash has received from this book, negative when it has paid.</summary>
    public double CashFlow { get; private set; }

    /// <summary>Fills that are not settled yet, by index.</summary>
    public Range Unsettled => settled..Broker.Fills.Count;

    /// <summary>Trades the orders in a bar, for the account as it stands.</summary>
    public void TradeBar(int bar, SharedAccount account, double open)
    {
        Enter(account, open);
        ExecuteBar(bar);
        Leave(account);
    }

    /// <summary>Trades the market orders of a close, for the account as it stands.</summary>
    public void TradeClose(int bar, SharedAccount account)
    {
        Enter(account, Broker.Bars.Close[bar]);
        ExecuteClose(bar);
        Leave(account);
    }

    /// <summary>Takes over what the account has come to.</summary>
    public void Join(SharedAccount account, double price) =>
        Broker.Account.Join(account.Cash, account.Traded, account.Turnover, account.Beside(Symbol, Position, price));

    /// <summary>Replaces price and fee of a fill that is not settled yet.</summary>
    public void Reprice(int index, double price, double commission)
    {
        var fill = Broker.Fills[index];
        Broker.Fills[index] = fill with { Price = price, Commission = commission };
        var events = Broker.Journal.Events;
        for (var i = firstEvent; i < events.Count; i++)
        {
            if (events[i].OrderId == fill.OrderId && events[i].Quantity == fill.Quantity && events[i].Price == fill.Price)
                events[i] = events[i] with { Price = price };
        }
    }

    /// <summary>Books the unsettled fills again, at their new prices.</summary>
    /// <returns>What that changes in the account's cash.</returns>
    public double Rebook()
    {
        var (first, after) = (Before, Broker.Account);
        var account = first;
        account.PayFunding(after.Costs.Funding - first.Costs.Funding);
        account.PayBorrow(after.Costs.Borrow - first.Costs.Borrow);
        for (var i = settled; i < Broker.Fills.Count; i++)
        {
            var fill = Broker.Fills[i];
            var position = i == Broker.Fills.Count - 1 ? after.Position : account.After(fill.Quantity);
            account.Trade(fill.Quantity, position, fill.Quote, fill.Price, fill.Commission);
        }

        Broker.Account = account;
        var change = account.Cash - after.Cash;
        CashFlow += change;
        return change;
    }

    /// <summary>Turns the fills into trades; their prices stay from now on.</summary>
    public void Settle()
    {
        for (; settled < Broker.Fills.Count; settled++)
            trades.Book(Broker.Fills[settled]);
    }

    /// <summary>Withdraws all orders and closes the position at the next price.</summary>
    public void Close(OrderReason reason, OrderRole role, int bar)
    {
        Broker.CancelAll(reason, bar);
        Broker.CloseAll(role, bar);
    }

    /// <summary>Orders the position to be made smaller by a share at the next price, unless what a guard has ordered still waits.</summary>
    public void Reduce(double share, int bar)
    {
        var units = Broker.Rules.Instrument.RoundDown(-Position * share);
        for (var i = 0; i < Broker.Book.Count; i++)
        {
            if (Broker.Book[i].Role == OrderRole.Guard && !OrderLifecycle.IsFinal(Broker.Book[i].State))
                return;
        }

        if (units != 0)
            Broker.Book.Add(OrderTicket.Market(units) with { ReduceOnly = true }, OrderRole.Guard, 0, bar, bar + 1 + Broker.BarsInProgress, 0);
    }

    /// <summary>Withdraws the targets that would trade in the same bar as order <paramref name="id"/>, which is newer.</summary>
    public void WithdrawTargetsBefore(int id, int bar)
    {
        var book = Broker.Book;
        var newest = book.Find(id);
        if (newest < 0)
            return;
        for (var i = 0; i < newest; i++)
        {
            if (book[i].State == OrderState.New && book[i].Ticket.OfTarget && book[i].ActiveBar == book[newest].ActiveBar)
                book.End(i, OrderAction.Cancel, OrderReason.Strategy, bar);
        }
    }

    protected abstract void ExecuteBar(int bar);

    protected abstract void ExecuteClose(int bar);

    private void Enter(SharedAccount account, double price)
    {
        Join(account, price);
        Before = Broker.Account;
        firstEvent = Broker.Journal.Events.Count;
    }

    private void Leave(SharedAccount account)
    {
        ref readonly var own = ref Broker.Account;
        CashFlow += own.Cash - Before.Cash;
        account.Take(own);
    }
}
