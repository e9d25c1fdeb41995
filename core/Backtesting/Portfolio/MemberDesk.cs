using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>One strategy while it runs: its books, what it has been told, and whether it has failed.</summary>
internal sealed class MemberDesk(PortfolioMember member, StrategyBook[] books, Feed[] feeds, RunClock clock, SharedAccount account)
{
    private readonly int[] toldEvents = new int[books.Length];
    private readonly int[] toldTrades = new int[books.Length];

    public PortfolioMember Member => member;

    public StrategyBook[] Books => books;

    public RunClock Clock => clock;

    public BacktestFailure? Failure { get; private set; }

    public PortfolioView View => new(account.Cash, account.Equity, account.Exposure, account.Margin);

    /// <summary>Cash received and not paid, and what is held at its last price.</summary>
    public double Profit
    {
        get
        {
            var profit = 0.0;
            foreach (var book in books)
                profit += book.CashFlow + (book.Position * account.Price(book.Symbol));
            return profit;
        }
    }

    public int Row(int symbol) => feeds[symbol].Rows[clock.Step];

    public bool HasBar(int symbol) => Row(symbol) is var row and >= 0 && (clock.Step == 0 || feeds[symbol].Rows[clock.Step - 1] != row);

    public TimeSpan Age(int symbol) => new(clock.Now - feeds[symbol].Known[RowOf(symbol)]);

    public bool IsUnderWay(int symbol) =>
        books[symbol].Broker is { BarsInProgress: > 0, Rules.Policy.MarketFill: MarketFill.NextOpen };

    public double HeldByAll(int symbol) => account.Position(books[symbol].Symbol) * account.Price(books[symbol].Symbol);

    public BarContext Open(int symbol)
    {
        var book = books[symbol];
        var row = RowOf(symbol);
        book.Join(account, account.Price(book.Symbol));
        return new BarContext(book.Broker) { Bar = row };
    }

    public int Target(int symbol, double weight)
    {
        var id = Open(symbol).Target(weight);
        books[symbol].WithdrawTargetsBefore(id, Row(symbol));
        return id;
    }

    public void Begin(PortfolioInputs inputs)
    {
        try
        {
            member.Strategy.OnInit(inputs);
        }
#pragma warning disable CA1031 // A strategy is foreign code: whatever it throws is its own outcome, not that of the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
    }

    /// <summary>Tells the strategy what happened, and lets it decide.</summary>
    public void Follow(bool tells, bool decides, bool finishes = false)
    {
        if (Failure is not null)
            return;
        try
        {
            var context = new PortfolioContext(this);
            if (tells)
                Tell(context);
            if (decides)
                member.Strategy.OnBar(context);
            if (finishes)
                member.Strategy.OnFinish(context);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
    }

    /// <summary>Refuses new orders or takes them again, scales them or does not; a strategy that has failed stays out.</summary>
    public void Obey(GuardEvent? halting, GuardEvent? scaling, double factor)
    {
        foreach (var book in books)
        {
            var broker = book.Broker;
            (broker.IsHalted, broker.HaltedBy) = (halting is not null || Failure is not null, halting);
            (broker.ScaledBy, broker.SizeFactor) = (scaling, factor);
        }
    }

    /// <summary>Orders every position to be made smaller by a share, unless what a guard has ordered still waits.</summary>
    public void Reduce(double share)
    {
        for (var i = 0; i < books.Length; i++)
            books[i].Reduce(share, Row(i));
    }

    /// <summary>Withdraws all orders and closes all positions.</summary>
    public void Close(OrderReason reason, OrderRole role)
    {
        for (var i = 0; i < books.Length; i++)
        {
            if (Row(i) >= 0)
                books[i].Close(reason, role, Row(i));
        }
    }

    /// <summary>Orders again what should have been closed and was refused.</summary>
    public void CloseRest(OrderReason reason, OrderRole role)
    {
        for (var i = 0; i < books.Length; i++)
        {
            if (books[i].Position != 0 && books[i].Broker.Book.Count == 0)
                books[i].Close(reason, role, Row(i));
        }
    }

    private int RowOf(int symbol) => Row(symbol) is var row and >= 0
        ? row
        : throw new InvalidOperationException($"{feeds[symbol].Bars.Symbol} has had no bar yet: ask HasBegun first.");

    private void Tell(in PortfolioContext context)
    {
        for (var i = 0; i < books.Length; i++)
        {
            var events = books[i].Broker.Journal.Events;
            if (toldEvents[i] == events.Count)
                continue;
            for (var end = events.Count; toldEvents[i] < end; toldEvents[i]++)
                member.Strategy.OnOrder(context, i, events[toldEvents[i]]);
            var trades = books[i].Broker.Trades.Closed;
            for (; toldTrades[i] < trades.Count; toldTrades[i]++)
                member.Strategy.OnTrade(context, i, trades[toldTrades[i]]);
        }
    }

    private void Fail(Exception exception)
    {
        Failure = new BacktestFailure(new DateTime(clock.Now, DateTimeKind.Utc), $"{exception.GetType().Name}: {exception.Message}");
        Close(OrderReason.Guard, OrderRole.Guard);
        Obey(null, null, 1);
    }
}
