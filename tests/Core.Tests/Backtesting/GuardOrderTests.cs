using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Backtesting.Portfolio;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>What a guard has ordered is out of the strategy's hands.</summary>
public sealed class GuardOrderTests
{
    [Fact]
    public void Run_StrategyFlattensWhileHalted_TheGuardClosesAllTheSame()
    {
        var bars = FlatBars.Of("A", 100, 100, 50, 50, 50);
        var strategy = new ScriptedStrategy((in BarContext context) =>
        {
            if (context.Bar == 0)
                context.Buy(500);
            if (context.Bar == 2)
                context.Flatten();
        });
        var settings = new EventBacktestSettings { Guards = new RunGuards { MaxDrawdown = 0.1 } };

        var result = EventBacktester.Run(bars, ref strategy, new ExecutionCosts(), settings, ..);

        Assert.Null(result.Held);
        Assert.Equal(OrderRole.Guard, result.Fills[^1].Role);
    }
}
