using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Backtesting.Results;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.MarketData;
using Serverless.Core.Tests.Backtesting.Runs;

namespace Serverless.Core.Tests.Backtesting.Results;

public sealed class PortfolioTablesTests
{
    private static readonly BarSeries[] Bars =
    [
        RunTexts.Bars,
        SyntheticMarket.Generate("ETHUSDT", Timeframe.M15, new DateTime(2023, 11, 3, 0, 0, 0, DateTimeKind.Utc), 2_500, seed: 8),
    ];

    [Fact]
    public void Of_Portfolio_HasARowForAllThatEachStrategyAndTheAccountDid()
    {
        var result = Run();

        var tables = PortfolioTables.Of(Bars, result).ToDictionary(table => table.Name);

        Assert.Equal(["orders", "events", "fills", "trades", "guards", "log", "broker_fills", "account_guards", "equity", "profits"], tables.Keys);
        var books = result.Members.SelectMany(member => member.Books).ToList();
        Assert.Equal(books.Sum(book => book.Orders.Count), tables["orders"].Rows);
        Assert.Equal(books.Sum(book => book.Fills.Count), tables["fills"].Rows);
        Assert.Equal(result.BrokerFills.Count, tables["broker_fills"].Rows);
        Assert.Equal(result.Equity, Column<double>(tables["equity"], "equity"));
        Assert.All(tables.Values, table => Assert.All(table.Columns, column => Assert.Equal(table.Rows, column.Values.Length)));
    }

    [Fact]
    public void Of_Portfolio_TradesAreThoseOfTheirStrategyAndSymbol()
    {
        var result = Run();

        var trades = PortfolioTables.Of(Bars, result).Single(table => table.Name == "trades");

        var rows = Column<string>(trades, "strategy").Zip(Column<string>(trades, "symbol"), Column<double>(trades, "net_profit"));
        var expected = result.Members.SelectMany(member => member.Books.SelectMany(book => book.Trades.Select(trade => (member.Name, book.Symbol, trade.NetProfit))));
        Assert.Equal(expected, rows);
        var first = result.Members[1].Books[0].Trades[0];
        var place = Array.IndexOf(Column<string>(trades, "strategy"), result.Members[1].Name);
        Assert.Equal(Bars[1].OpenTime(first.Entry.Bar), Column<DateTime>(trades, "entry_time")[place]);
    }

    [Fact]
    public void Of_Portfolio_ProfitsAndCashSumToTheEquity()
    {
        var result = Run();

        var profits = PortfolioTables.Of(Bars, result)[^1];

        var (times, values) = (Column<DateTime>(profits, "time"), Column<double>(profits, "profit"));
        var sums = times.Zip(values).GroupBy(row => row.First, row => row.Second).Select(group => group.Sum()).ToList();
        Assert.Equal(result.Equity.Length, sums.Count);
        Assert.All(sums.Zip(result.Equity), pair => Assert.Equal(pair.Second, result.Settings.InitialEquity + pair.First, 5));
    }

    private static PortfolioResult Run() => ConfiguredPortfolio.Execute(
        RunTexts.Read("symbols: [BTCUSDT, ETHUSDT]\ntimeframe: 15m\nstrategies: [{name: sma-cross, budget: 0.6}, {name: rsi-limit, symbol: ETHUSDT, budget: 0.4}]"), Bars);

    private static T[] Column<T>(ResultTable table, string name) => (T[])table.Columns.Single(column => column.Name == name).Values;
}
