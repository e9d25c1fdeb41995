using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>
/// The decisions of a signal, taken beforehand: a signal sees bars and its own last target and nothing of the account, and it may not be kept,
/// which a portfolio has to do.
/// </summary>
internal struct RecordedTargets(double[] targets, int warmUp) : IBarStrategy
{
    private double held;

    public readonly int WarmUp => warmUp;

    /// <summary>Decides on all bars from <paramref name="first"/> on.</summary>
    public static RecordedTargets Of<TSignal>(TSignal signal, int bars, int first, int warmUp, double smallestTarget)
        where TSignal : struct, ISignal, allows ref struct
    {
        var targets = new double[bars];
        var held = 0.0;
        for (var bar = Math.Max(first, warmUp - 1); bar < bars; bar++)
            targets[bar] = held = Math.Max(signal.Target(bar, held), smallestTarget);
        return new RecordedTargets(targets, warmUp);
    }

    public readonly void OnInit(in StrategySetup setup)
    {
    }

    public void OnBar(in BarContext context)
    {
        var target = targets[context.Bar];
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
