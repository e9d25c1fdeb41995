using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Portfolio;

/// <summary>What an account may hold and lose, all strategies and symbols together.</summary>
public sealed class AccountLimitTests
{
    private static readonly double[] Still = [100, 100, 100, 100];

    [Fact]
    public void MaxLeverage_OrdersOfTwoSymbols_TradeWhatFitsTogether()
    {
        var result = Run(new PortfolioLimits { MaxLeverage = 1.2 }, [Still, Still], (in PortfolioContext context) =>
        {
            context[0].Buy(900);
            context[1].Sell(900);
        });

        Assert.Equal((120_000, 60_000), (Round(result.GrossExposure[^1]), Round(result.NetExposure[^1])));
        var cut = result.Members[0].Books[1].GuardEvents.Single();
        Assert.Equal((GuardKind.Leverage, 1.8, GuardAction.OrderCut), (cut.Guard, Math.Round(cut.Value, 9), cut.Action));
    }

    [Fact]
    public void MaxLeverage_PricesCarryItBeyond_AllPositionsShrinkByOneShare()
    {
        // Shorts of 100 against 100 of equity; 20 % higher, they are 120 against 80: a third must go to come back to 1.
        var result = Run(new PortfolioLimits { MaxLeverage = 1 }, [[100, 100, 120, 120], [100, 100, 120, 120]], (in PortfolioContext context) =>
        {
            context[0].Sell(600);
            context[1].Sell(400);
        });

        Assert.Equal([-400, -266.666667], result.Members[0].Books.Select(book => Round(book.Held!.Value.Quantity)));
        Assert.Equal(1, result.Leverage[^1], 9);
        var action = result.GuardEvents.Single();
        Assert.Equal((GuardKind.Leverage, GuardAction.PositionReduced, 1.5), (action.Guard, action.Action, Math.Round(action.Value, 9)));
        Assert.Equal(OrderRole.Guard, result.Members[0].Books[0].Fills[^1].Role);
    }

    [Fact]
    public void MaxWeight_TwoStrategiesInOneSymbol_ShareIt()
    {
        var symbol = Symbol("A", Still);
        var result = PortfolioBacktester.Run(
            [symbol], [], [Once("first", 300), Once("second", 300)], new PortfolioSettings { Limits = new PortfolioLimits { MaxWeight = 0.4 } });

        Assert.Equal([300, 100], result.Members.Select(member => Math.Round(member.Books[0].Held!.Value.Quantity, 9)));
        Assert.Equal(GuardKind.Weight, result.Members[1].Books[0].GuardEvents.Single().Guard);
    }

    [Fact]
    public void MaxPositions_OneMoreSymbol_IsRefused()
    {
        var result = Run(new PortfolioLimits { MaxPositions = 2 }, [Still, Still, Still], (in PortfolioContext context) =>
        {
            for (var i = 0; i < 3; i++)
                context[i].Buy(10);
        });

        Assert.Equal([1, 1, 0], result.Members[0].Books.Select(book => book.Fills.Count));
        Assert.Equal(OrderReason.Guard, result.Members[0].Books[2].Events[^1].Reason);
    }

    [Fact]
    public void DailyLoss_OnScale_HalvesNewOrdersOfAllUntilTomorrow()
    {
        var guards = new RunGuards { DailyLoss = 0.05, OnDailyLoss = GuardResponse.Scale };
        var prices = new double[] { 100, 100, 80, 80, 80, 80, 80, 80 };
        var result = PortfolioBacktester.Run(
            [Symbol("A", prices)],
            [],
            [Once("loses", 500), Member("other", (in PortfolioContext context) => context[0].Buy(10))],
            new PortfolioSettings { Guards = guards });

        Assert.Equal([10, 10, 5, 5, 5, 5, 10], result.Members[1].Books[0].Fills.Select(fill => fill.Quantity));
        Assert.Equal([GuardAction.SizesScaled, GuardAction.SizesRestored], result.GuardEvents.Select(action => action.Action));
        Assert.All(result.GuardEvents, action => Assert.Equal(GuardKind.DailyLoss, action.Guard));
    }

    [Fact]
    public void Run_LimitsThatBelongToTheAccount_AreRefusedAtASymbol()
    {
        var limits = new PositionLimits { MaxLeverage = 2 };
        var symbol = PortfolioSymbol.Of(FlatBars.Of("A", Still), Market.Crypto, new ExecutionCosts(), new SimulationRules { Limits = limits });

        var error = Assert.Throws<ArgumentException>(() => PortfolioBacktester.Run([symbol], [], [Once("m", 1)], new PortfolioSettings()));

        Assert.Contains("among the settings of the run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StepsWithoutOrders_AllocateNothing()
    {
        var (before, after) = (0L, 0L);
        var prices = Enumerable.Repeat(100.0, 2_000).ToArray();
        var decide = (ScriptedPortfolio.Decision)((in PortfolioContext context) =>
        {
            if (context[0].Bar == 10)
                context[1].Buy(1);
            _ = context[1].Portfolio.Equity + context.Portfolio.Equity + context.Profit;
            if (context[0].Bar == 1_000)
                before = GC.GetAllocatedBytesForCurrentThread();
            if (context[0].Bar == 1_999)
                after = GC.GetAllocatedBytesForCurrentThread();
        });

        Run(new PortfolioLimits { MaxLeverage = 2 }, [prices, prices], decide, once: false);

        // Less than a byte for each step: what the runtime allocates for itself now and then is not the run's.
        Assert.InRange(after - before, 0, 999);
    }

    private static double Round(double value) => Math.Round(value, 6);

    private static PortfolioResult Run(PortfolioLimits limits, double[][] prices, ScriptedPortfolio.Decision decide, bool once = true)
    {
        var strategy = new ScriptedPortfolio((in PortfolioContext context) =>
        {
            if (!once || context[0].Bar == 0)
                decide(context);
        });
        var result = PortfolioBacktester.Run(
            [.. prices.Select((column, index) => Symbol($"S{index}", column))],
            [],
            [new PortfolioMember("only", strategy)],
            new PortfolioSettings { Limits = limits });
        Assert.Null(result.Members[0].Failure);
        return result;
    }

    private static PortfolioMember Once(string name, double quantity) => Member(name, (in PortfolioContext context) =>
    {
        if (context[0].Bar == 0)
            context[0].Buy(quantity);
    });

    private static PortfolioMember Member(string name, ScriptedPortfolio.Decision decide) => new(name, new ScriptedPortfolio(decide));

    private static PortfolioSymbol Symbol(string name, double[] prices) =>
        PortfolioSymbol.Of(FlatBars.Of(name, prices), Market.Crypto, new ExecutionCosts { CommissionBps = 0, SlippageBps = 0 });
}
