using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Portfolio;

/// <summary>Several strategies in one symbol: what they trade with each other, what with the market, and who pays.</summary>
public sealed class NettingTests
{
    [Fact]
    public void Run_BuyerAndSeller_CrossAtTheQuoteAndTheRestIsCharged()
    {
        var result = Run(Costs(10, 10), [100, 100, 100], Orders(10), Orders(-4));

        var (buyer, seller) = (result.Members[0].Books[0].Fills.Single(), result.Members[1].Books[0].Fills.Single());
        Assert.Equal((10, 100 + (0.1 * 6 / 10)), (buyer.Quantity, buyer.Price));
        Assert.Equal(6 * 100.1 * 0.001, buyer.Commission, 12);
        Assert.Equal((-4, 100, 0), (seller.Quantity, seller.Price, seller.Commission));
        var broker = result.BrokerFills.Single();
        Assert.Equal((6, 4, 100.1), (broker.Quantity, broker.Crossed, broker.Price));

        // Apart, ten would have been bought at 100.1 and four sold at 99.9, each with its fee.
        var apart = (10 * 0.1) + (10 * 100.1 * 0.001) + (4 * 0.1) + (4 * 99.9 * 0.001);
        Assert.Equal(apart - (6 * 0.1) - (6 * 100.1 * 0.001), result.Saved, 12);
        Assert.Equal(100_000 - (6 * 100.1) - (6 * 100.1 * 0.001), result.Cash[^1], 9);
        Assert.Equal(600, result.GrossExposure[^1], 9);
    }

    [Fact]
    public void Run_EqualAndOpposite_TradeWithEachOtherAlone()
    {
        var result = Run(Costs(10, 10), [100, 100, 110], Orders(5), Orders(-5));

        var broker = result.BrokerFills.Single();
        Assert.Equal((0, 5, 0), (broker.Quantity, broker.Crossed, broker.Commission));
        Assert.Equal(100_000, result.Equity[^1], 9);
        Assert.Equal((50, -50), (result.Members[0].Profit[^1], result.Members[1].Profit[^1]));
        Assert.Equal(0, result.GrossExposure[^1]);
    }

    [Fact]
    public void Run_TwoBuyers_ShareOneFeeBySize()
    {
        var symbol = PortfolioSymbol.Of(FlatBars.Of("A", 100, 100), Market.Crypto, new FixedCommission(8), new BasisPointSlippage(0));

        var result = Run(symbol, Orders(3), Orders(1));

        Assert.Equal((6, 2), (result.Members[0].Books[0].Costs.Commission, result.Members[1].Books[0].Costs.Commission));
        Assert.Equal((4, 8, 8), (result.BrokerFills.Single().Quantity, result.BrokerFills.Single().Commission, result.Saved));
    }

    [Fact]
    public void Run_LargerOrdersMoveThePriceMore_SavingsAreNegative()
    {
        var bars = FlatBars.Of("A", 100, 100);
        var impact = new LinearImpactSlippage(new double[] { 100, 100 }, 0.1);
        var symbol = PortfolioSymbol.Of(bars, Market.Crypto, new BasisPointCommission(0), impact);

        var result = Run(symbol, Orders(10), Orders(10));

        // Twenty units of a hundred move it by 2 %, ten by 1 %.
        Assert.Equal(102, result.BrokerFills.Single().Price, 9);
        Assert.Equal((20 * 1) - (20 * 2), result.Saved, 9);
    }

    [Fact]
    public void Run_StopsOfOneStrategy_WorkForItsOwnPosition()
    {
        // The account is flat throughout; the first strategy is long, and its stop sells what the second is short.
        var protectedLong = OrderTicket.Market(1) with { Bracket = new Bracket(95, 0) };
        var result = Run(
            PortfolioSymbol.Of(FlatBars.Of("A", 100, 100, 90, 90), Market.Crypto, Costs(0, 0)),
            At(0, protectedLong),
            At(0, OrderTicket.Market(-1)));

        var trade = result.Members[0].Books[0].Trades.Single();
        Assert.Equal((OrderRole.StopLoss, -10), (trade.Exit.Role, trade.NetProfit));
        Assert.Equal(-1, result.Members[1].Books[0].Held!.Value.Quantity);
        Assert.Equal([0, -1], result.BrokerFills.Select(fill => fill.Quantity));
        Assert.Equal(0.1, trade.Excursion.Adverse, 12);
    }

    [Fact]
    public void Run_ThreeBudgetsFullyInOneSymbol_AreTheWholeAccount()
    {
        var symbol = PortfolioSymbol.Of(FlatBars.Of("SPY", 100, 100, 120, 120), Market.Crypto, Costs(0, 0));
        double[] budgets = [0.6, 0.25, 0.15];
        var result = PortfolioBacktester.Run(
            [symbol], [], [.. budgets.Select((budget, i) => Member($"M{i}", (in PortfolioContext context) =>
            {
                if (context.Time == FlatBars.Start.AddHours(4))
                    context.Target(0, 1);
            }) with { Budget = budget })], new PortfolioSettings());

        Assert.Equal(100_000, result.GrossExposure[1], 6);
        Assert.Equal([600, 250, 150], result.Members.Select(member => Math.Round(member.Books[0].Held!.Value.Quantity, 9)));
        Assert.Equal(120_000, result.Equity[^1], 6);
        Assert.Equal([12_000, 5_000, 3_000], result.Members.Select(member => Math.Round(member.Profit[^1], 6)));
    }

    [Fact]
    public void Run_ShortSoldToAnotherStrategy_BorrowsTheRestAlone()
    {
        var rules = new SimulationRules { BorrowRate = 0.365 };
        var symbol = PortfolioSymbol.Of(FlatBars.Of("A", 100, 100, 100), Market.Crypto, Costs(0, 0), rules);

        var result = Run(symbol, Orders(-4), Orders(3));

        // One unit of four is borrowed, for four hours.
        Assert.Equal(100 * 0.001 / 6, result.Members[0].Books[0].Costs.Borrow, 12);
        Assert.Equal(0, result.Members[1].Books[0].Costs.Borrow);
    }

    private static ScriptedPortfolio.Decision Orders(double quantity) => At(0, OrderTicket.Market(quantity));

    private static ScriptedPortfolio.Decision At(int bar, OrderTicket ticket) => (in PortfolioContext context) =>
    {
        if (context[0].Bar == bar)
            context[0].Submit(ticket);
    };

    private static PortfolioMember Member(string name, ScriptedPortfolio.Decision decide) => new(name, new ScriptedPortfolio(decide));

    private static PortfolioResult Run(Core.Execution.ExecutionCosts costs, double[] prices, params ScriptedPortfolio.Decision[] decisions) =>
        Run(PortfolioSymbol.Of(FlatBars.Of("A", prices), Market.Crypto, costs), decisions);

    private static PortfolioResult Run(PortfolioSymbol symbol, params ScriptedPortfolio.Decision[] decisions) => PortfolioBacktester.Run(
        [symbol], [], [.. decisions.Select((decide, index) => Member($"M{index}", decide))], new PortfolioSettings());

    private static Core.Execution.ExecutionCosts Costs(double commission, double slippage) =>
        new() { CommissionBps = commission, SlippageBps = slippage };
}
