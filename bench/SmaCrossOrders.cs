using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Strategies;

namespace Serverless.Bench;

/// <summary>SMA cross, long with all of the equity or flat, as a strategy that places orders.</summary>
internal ref struct SmaCrossOrders(ReadOnlySpan<double> fast, ReadOnlySpan<double> slowAverage, int slow) : IBarStrategy
{
    private readonly ReadOnlySpan<double> fast = fast;
    private readonly ReadOnlySpan<double> slow = slowAverage;
    private double held;

    public int WarmUp { get; } = slow;

    public readonly void OnInit(in StrategySetup setup)
    {
    }

    public void OnBar(in BarContext context)
    {
        var target = fast[context.Bar] > slow[context.Bar] ? 1 : 0;
        if (target == held)
            return;
        context.Target(target);
        held = target;
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
