using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Portfolio;

/// <summary>Several symbols on one account.</summary>
public sealed class PortfolioBacktesterTests
{
    private static readonly DateTime FirstClose = FlatBars.Start.AddHours(4);

    [Theory]
    [InlineData(false, "A")]
    [InlineData(true, "B")]
    public void Run_MarginForOneOnly_GoesToTheFirstInLine(bool backwards, string expected)
    {
        PortfolioSymbol[] symbols = [Symbol("A", [100, 100, 100]), Symbol("B", [50, 50, 50])];
        var result = Run(backwards ? [.. symbols.Reverse()] : symbols, Once(FirstClose, (in PortfolioContext context) =>
        {
            for (var i = 0; i < 2; i++)
                context[i].Buy(context[i].Size.PercentOfEquity(0.8));
        }));

        var books = result.Members[0].Books;
        Assert.Equal(expected, books.Single(book => book.Fills.Count > 0).Symbol);
        var refused = books.Single(book => book.Symbol != expected).Events[^1];
        Assert.Equal((OrderState.Rejected, OrderReason.Margin), (refused.To, refused.Reason));
        Assert.Equal((80_000, 80_000, 0.8), (result.GrossExposure[^1], result.Margin[^1], result.Leverage[^1]));
    }

    [Fact]
    public void Run_ProfitElsewhere_CarriesMore()
    {
        // Half the equity in A doubles: three halves of the initial equity are there to carry B.
        var result = Run([Symbol("A", [100, 100, 200, 200], leverage: 4), Symbol("B", [50, 50, 50, 50], leverage: 2)], (in PortfolioContext context) =>
        {
            if (context.Time == FirstClose)
                context[0].Buy(500);
            if (context.Time == FirstClose.AddHours(8))
                context.Target(1, 1);
        });

        Assert.Equal(150_000, result.Equity[2]);
        Assert.Equal(150_000 / 50, result.Members[0].Books[1].Held!.Value.Quantity, 9);
        Assert.Equal((50_000 - 150_000, 25_000 + 75_000), (Math.Round(result.Cash[^1], 6), Math.Round(result.Margin[^1], 6)));
    }

    [Fact]
    public void Run_SymbolWithoutABar_IsHeldAtItsLastPriceAndOrdersWait()
    {
        var seen = new List<(bool HasBar, double Hours, double Price, double Equity)>();
        var gaps = FlatBars.Of("B", Timeframe.H4, (0, 50), (1, 50), (4, 80));
        var result = Run([Symbol("A", [10, 10, 10, 10, 10]), Symbol(gaps)], (in PortfolioContext context) =>
        {
            seen.Add((context.HasBar(1), context.Age(1).TotalHours, context[1].Price, context.Portfolio.Equity));
            if (context.Time == FirstClose)
                context[1].Buy(100);
            if (context.Time == FirstClose.AddHours(8))
                context[1].Sell(100);
        });

        Assert.Equal(
            [(true, 0, 50, 1e5), (true, 0, 50, 1e5), (false, 4, 50, 1e5), (false, 8, 50, 1e5), (true, 0, 80, 1e5 + 3000)], seen);
        Assert.Equal([1, 2], result.Members[0].Books[1].Fills.Select(fill => fill.Bar));
        Assert.Equal(80, result.Members[0].Books[1].Fills[1].Price);
    }

    [Fact]
    public void Target_WhileAnotherWaits_ReplacesIt()
    {
        var gaps = FlatBars.Of("B", Timeframe.H4, (0, 50), (3, 50));
        var result = Run([Symbol("A", [10, 10, 10, 10]), Symbol(gaps)], (in PortfolioContext context) =>
        {
            ReadOnlySpan<double> weights = [0, 0.1 * (context.Time - FlatBars.Start).TotalHours / 4];
            context.Targets(weights);
        });

        var book = result.Members[0].Books[1];
        Assert.Equal(100_000 * 0.3 / 50, book.Fills.Single().Quantity, 9);
        Assert.Equal(2, book.Orders.Count(order => order.State == OrderState.Cancelled));
    }

    [Fact]
    public void Run_SymbolThatBeginsLater_CannotBeAskedBefore()
    {
        var late = FlatBars.Of("B", Timeframe.H4, (2, 50), (3, 50));
        var begun = new List<bool>();
        var result = PortfolioBacktester.Run(
            [Symbol("A", [10, 10, 10, 10]), Symbol(late)],
            [],
            [
                Member("careful", (in PortfolioContext context) => begun.Add(context.HasBegun(1))),
                Member("careless", (in PortfolioContext context) => context[1].Buy(1)),
            ],
            new PortfolioSettings());

        Assert.Equal([false, false, true, true], begun);
        Assert.Contains("B has had no bar yet", result.Members[1].Failure!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    public void Run_OneStrategyFails_IsClosedOutAndTheOthersGoOn(double size)
    {
        var result = PortfolioBacktester.Run(
            [Symbol("A", [100, 100, 110, 110, 120, 120])],
            [],
            [
                Member("bad", (in PortfolioContext context) =>
                {
                    if (context[0].Bar == 0)
                        context[0].Buy(10);
                    if (context[0].Bar == 1)
                        context[0].Sell(1, 200, OrderType.Limit);
                    if (context[0].Bar == 2)
                        context[0].Buy(size);
                }),
                Member("good", Once(FirstClose, (in PortfolioContext context) => context[0].Buy(10))),
            ],
            new PortfolioSettings());

        var bad = result.Members[0];
        Assert.Null(result.Failure);
        Assert.Equal(FirstClose.AddHours(8), bad.Failure!.BarTime);
        Assert.Contains("size", bad.Failure.Reason, StringComparison.Ordinal);
        Assert.Equal([OrderRole.Decision, OrderRole.Guard], bad.Books[0].Fills.Select(fill => fill.Role));
        Assert.Equal((OrderState.Cancelled, 100), (bad.Books[0].Orders[1].State, bad.Profit[^1]));
        Assert.Equal((null, 200), (result.Members[1].Failure, result.Members[1].Profit[^1]));
    }

    [Fact]
    public void Run_StrategyThatCannotBegin_IsReported()
    {
        var broken = new ScriptedPortfolio((in PortfolioContext _) => { }) { Init = inputs => inputs.Close("VIX") };

        var result = PortfolioBacktester.Run(
            [Symbol("A", [100, 100])], [], [new PortfolioMember("broken", broken)], new PortfolioSettings());

        Assert.Contains("no series 'VIX'; the run has A", result.Members[0].Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DrawdownOfTheAccount_HaltsAllStrategies()
    {
        var settings = new PortfolioSettings { Guards = new RunGuards { MaxDrawdown = 0.1 } };
        var result = PortfolioBacktester.Run(
            [Symbol("A", [100, 100, 70, 70, 70, 70]), Symbol("B", [50, 50, 50, 50, 50, 50])],
            [],
            [
                Member("a", Once(FirstClose, (in PortfolioContext context) => context[0].Buy(500))),
                Member("b", (in PortfolioContext context) => context[1].Buy(1)),
            ],
            settings);

        Assert.Equal(0.15, result.Drawdown[2], 12);
        Assert.Equal([85_000, 85_000], result.Equity[3..5]);
        Assert.Equal(0, result.GrossExposure[3]);
        Assert.All(
            result.Members[1].Books[1].Orders.Where(order => order.SubmittedBar >= 2 && order.Role == OrderRole.Decision),
            order => Assert.Equal(OrderState.Rejected, order.State));
    }

    [Fact]
    public void Run_MaintenanceOfTheAccount_LiquidatesEverything()
    {
        // 300 of exposure on 100 of equity; at 75, 225 on 25: 11 % are below an eighth.
        var result = PortfolioBacktester.Run(
            [Symbol("A", [100, 100, 75, 75, 75], leverage: 4), Symbol("B", [50, 50, 50, 50, 50], leverage: 4)],
            [],
            [
                Member("a", Once(FirstClose, (in PortfolioContext context) => context[0].Buy(3_000))),
                Member("b", Once(FirstClose, (in PortfolioContext context) => context[1].Buy(1))),
            ],
            new PortfolioSettings { MaintenanceRate = 0.125 });

        Assert.Null(result.Failure);
        Assert.Equal(25_000, result.Equity[^1], 6);
        Assert.All(result.Members.SelectMany(member => member.Books).Where(book => book.Fills.Count > 0), book =>
            Assert.Equal(OrderRole.Liquidation, book.Fills[^1].Role));
        Assert.Equal(0, result.GrossExposure[^1]);
    }

    [Fact]
    public void Run_AccountIsRuined_StopsWithTimeAndReason()
    {
        var result = Run([Symbol("A", [100, 100, 40, 40], leverage: 4)], Once(FirstClose, (in PortfolioContext context) => context[0].Buy(3_000)));

        Assert.Equal(FirstClose.AddHours(8), result.Failure!.BarTime);
        Assert.Contains("ruined", result.Failure.Reason, StringComparison.Ordinal);
        Assert.Equal(2, result.Equity.Length);
        Assert.Null(result.Metrics);
    }

    [Fact]
    public void Run_RangeOfTime_TradesItAndSeesWhatWasBefore()
    {
        var decided = new List<(DateTime Time, int Bars)>();
        var result = Run(
            [Symbol("A", [1, 2, 3, 4, 5, 6])],
            (in PortfolioContext context) => decided.Add((context.Time, context[0].Close.Length)),
            new PortfolioSettings { From = FirstClose.AddHours(4), To = FirstClose.AddHours(16) });

        Assert.Equal([(FirstClose.AddHours(4), 2), .. Enumerable.Range(2, 3).Select(i => (FirstClose.AddHours(4 * i), i + 1))], decided);
        Assert.Equal(3, result.Equity.Length);
        Assert.Equal(FirstClose.AddHours(8).Ticks, result.CloseTicks[0]);
    }

    [Fact]
    public void Run_WhatCannotBe_IsRefusedByName()
    {
        PortfolioSymbol a = Symbol("A", [1, 2]), b = Symbol("B", [1, 2]);
        var member = Member("m", (in PortfolioContext _) => { });
        void Refused(string part, PortfolioSymbol[] symbols, PortfolioMember[] members, params PortfolioInput[] inputs) =>
            Assert.Contains(part, Assert.Throws<ArgumentException>(
                () => PortfolioBacktester.Run(symbols, inputs, members, new PortfolioSettings())).Message, StringComparison.Ordinal);

        Refused("at least one of each", [a], []);
        Refused("two series 'A'", [a, a], [member]);
        Refused("two series 'A'", [a], [member], new PortfolioInput("A", b.Bars, Market.Crypto));
        Refused("two strategies 'm'", [a], [member, member]);
        Refused("trades C", [a], [member with { Symbols = ["C"] }]);
        Refused("names B twice", [a, b], [member with { Symbols = ["B", "B"] }]);
        var margin = PortfolioSymbol.Of(
            a.Bars, Market.Crypto, new ExecutionCosts(), new SimulationRules { Margin = new MarginRules { Leverage = 2, MaintenanceRate = 0.1 } });
        Refused("give the account a maintenance rate", [margin], [member, member with { Name = "n" }]);
        Assert.Throws<ArgumentException>(() => PortfolioSymbol.Of(a.Bars, Market.Macro, new ExecutionCosts()));
    }

    private static PortfolioResult Run(PortfolioSymbol[] symbols, ScriptedPortfolio.Decision decide, PortfolioSettings? settings = null)
    {
        var result = PortfolioBacktester.Run(symbols, [], [Member("only", decide)], settings ?? new PortfolioSettings());
        Assert.Null(result.Members[0].Failure);
        return result;
    }

    private static PortfolioMember Member(string name, ScriptedPortfolio.Decision decide) => new(name, new ScriptedPortfolio(decide));

    private static ScriptedPortfolio.Decision Once(DateTime time, ScriptedPortfolio.Decision decide) => (in PortfolioContext context) =>
    {
        if (context.Time == time)
            decide(context);
    };

    private static PortfolioSymbol Symbol(string name, double[] prices, double leverage = 1) => Symbol(FlatBars.Of(name, prices), leverage);

    private static PortfolioSymbol Symbol(BarSeries bars, double leverage = 1) => PortfolioSymbol.Of(
        bars,
        Market.Crypto,
        new ExecutionCosts { CommissionBps = 0, SlippageBps = 0 },
        new SimulationRules { Margin = new MarginRules { Leverage = leverage } });
}
