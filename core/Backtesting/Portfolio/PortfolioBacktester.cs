namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>Runs several strategies on several symbols with one account. With one of each, it gives the equity of <see cref="EventBacktester"/>,
/// bit by bit.</summary>
public static class PortfolioBacktester
{
    /// <summary>
    /// Runs the strategies. One that throws, or orders what is no order, is closed out and reported; the others go on.
    /// </summary>
    /// <param name="symbols">The symbols, in the order in which they claim margin within a step.</param>
    /// <param name="inputs">Series that are read and not traded.</param>
    /// <param name="members">The strategies, in the order in which they claim margin within a symbol.</param>
    /// <param name="settings">Equity, range, guards.</param>
    /// <exception cref="ArgumentException">There is nothing to run, names are not unique or unknown, no bar closes in the range, or several
    /// strategies trade a symbol whose positions are liquidated one by one; the message names it.</exception>
    public static PortfolioResult Run(
        IReadOnlyList<PortfolioSymbol> symbols,
        IReadOnlyList<PortfolioInput> inputs,
        IReadOnlyList<PortfolioMember> members,
        PortfolioSettings settings)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(settings);
        if (PortfolioRules.FindProblem(symbols, inputs, members) is { } problem)
            throw new ArgumentException(problem, nameof(members));
        var traded = symbols.Select(symbol => new Feed(symbol.Bars, symbol.Market)).ToArray();
        var read = inputs.Select(input => new Feed(input.Bars, input.Market)).ToArray();
        try
        {
            return Run(symbols, inputs, members, settings, traded, read);
        }
        finally
        {
            foreach (var feed in traded.Concat(read))
                feed.Dispose();
        }
    }

    private static PortfolioResult Run(
        IReadOnlyList<PortfolioSymbol> symbols,
        IReadOnlyList<PortfolioInput> inputs,
        IReadOnlyList<PortfolioMember> members,
        PortfolioSettings settings,
        Feed[] traded,
        Feed[] read)
    {
        var clock = new RunClock(traded, read);
        var start = settings.From is { } from ? clock.FirstAfter(from.Ticks) : 0;
        var end = settings.To is { } to ? clock.FirstAfter(to.Ticks) : clock.Times.Length;
        if (start >= end)
            throw new ArgumentException($"no bar closes after {settings.From:u} and until {settings.To:u}.", nameof(settings));

        var account = new SharedAccount(
            settings.InitialEquity, [.. symbols.Select(symbol => symbol.Rules.Margin.Leverage ?? double.PositiveInfinity)]);
        var names = symbols.Select(symbol => symbol.Name).ToList();
        var desks = new MemberDesk[members.Count];
        for (var i = 0; i < desks.Length; i++)
        {
            var own = members[i].Symbols.Count == 0
                ? Enumerable.Range(0, names.Count).ToArray()
                : [.. members[i].Symbols.Select(symbol => names.IndexOf(symbol))];
            var books = own.Select(symbol => symbols[symbol].OpenBook(
                symbol, members[i].Budget, settings.Limits, start == 0 ? 0 : traded[symbol].Rows[start - 1] + 1));
            desks[i] = new MemberDesk(members[i], [.. books], [.. own.Select(symbol => traded[symbol])], clock, account);
        }

        var executed = new List<BrokerFill>();
        var markets = symbols.Select((symbol, index) => new MarketDesk(
            symbol, index, traded[index], [.. desks.SelectMany(desk => desk.Books).Where(book => book.Symbol == index)], account, executed));
        var curve = new PortfolioCurve(end - start, desks.Length);
        var loop = new PortfolioLoop([.. markets], desks, clock, account, settings, curve, start);
        Begin(desks, symbols, inputs, traded, read);
        loop.Run();
        return PortfolioReport.Of(symbols, desks, clock.Times.AsSpan(start, end - start), curve, account, executed, loop.GuardEvents, loop.Failure, settings);
    }

    private static void Begin(
        MemberDesk[] desks, IReadOnlyList<PortfolioSymbol> symbols, IReadOnlyList<PortfolioInput> inputs, Feed[] traded, Feed[] read)
    {
        var feeds = symbols.Select(symbol => symbol.Name).Zip(traded).Concat(inputs.Select(input => input.Name).Zip(read)).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var desk in desks)
            desk.Begin(new PortfolioInputs([.. desk.Books.Select(book => symbols[book.Symbol])], feeds));
    }
}
