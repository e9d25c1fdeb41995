using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Strategies;

namespace Serverless.Bench;

/// <summary>Buys a unit and sells it again, every so many bars.</summary>
internal struct AlternatingOrders(int every) : IBarStrategy
{
    public readonly int WarmUp => 1;

    public readonly void OnInit(in StrategySetup setup)
    {
    }

    public readonly void OnBar(in BarContext context)
    {
        if (context.Bar % every != 0)
            return;
        if (context.Position.Size == 0)
            context.Buy(1);
        else
            context.Sell(1);
    }

    public readonly void OnOrder(in BarContext context, in OrderEvent change)
    {
    }

    public readonly void OnTrade(in BarContext context, in ClosedTrade trade)
    {
    }

    public readonly void OnFinish(in BarContext context)
    {
    }
}
