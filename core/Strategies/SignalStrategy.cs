using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Strategies;

/// <summary>A signal as a strategy: whenever its target changes, an order to hold the new one.</summary>
internal ref struct SignalStrategy<TSignal>(TSignal signal, int warmUp, double smallestTarget) : IBarStrategy
    where TSignal : struct, ISignal, allows ref struct
{
    private readonly TSignal signal = signal;
    private double held;

    public readonly int WarmUp => warmUp;

    public readonly void OnInit(in StrategySetup setup)
    {
    }

    public void OnBar(in BarContext context)
    {
        var target = Math.Max(signal.Target(context.Bar, held), smallestTarget);
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
