using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;

namespace Serverless.Core.Backtesting;

/// <summary>Acts for the guards of one run after every close: halts, scales, reduces, and notes what it did.</summary>
internal sealed class GuardDesk(SimulatedBroker broker, RunGuards guards, double equity)
{
    private readonly PositionLimits limits = broker.Rules.Limits;
    private GuardWatch watch = new(guards, equity);
    private GuardEvent? lasting;
    private int seen;

    /// <summary>Whether a run has guards that look at closes.</summary>
    public static bool IsNeeded(RunGuards guards, PositionLimits limits) => guards != RunGuards.None || !limits.AreNone;

    /// <summary>Looks at a close with the equity there.</summary>
    public void Close(int bar, double equity)
    {
        watch.Stops(broker.DayOf(bar) * TimeSpan.TicksPerDay, equity);
        WatchFills();
        var excess = Excess(bar, equity);
        if (limits.OnLeverage == GuardResponse.Halt)
            lasting ??= excess;
        Halt(bar, lasting ?? watch.Halting);
        Scale(bar, watch.Scaling);
        if (excess is { } hit && !broker.IsHalted && broker.Reduce(bar) is var id and > 0)
            broker.Journal.Guards.Add(hit with { OrderId = id });
    }

    /// <summary>The actions up to now have been dropped.</summary>
    public void Forget() => seen = 0;

    // An order that a limit has refused is also where that limit halts the run, when it is to.
    private void WatchFills()
    {
        for (var actions = broker.Journal.Guards; seen < actions.Count; seen++)
        {
            var action = actions[seen];
            var isLimit = action.Guard is not (GuardKind.Drawdown or GuardKind.DailyLoss);
            if (isLimit && limits.ResponseTo(action.Guard) == GuardResponse.Halt)
                lasting ??= action;
        }
    }

    private GuardEvent? Excess(int bar, double equity)
    {
        var exposure = Math.Abs(broker.Account.Position) * broker.Bars.Close[bar];
        return limits.MaxLeverage is { } most && exposure > equity * most * (1 + 1e-9)
            ? new GuardEvent(bar, GuardKind.Leverage, exposure / equity, most, GuardAction.PositionReduced, 0)
            : null;
    }

    private void Halt(int bar, GuardEvent? cause)
    {
        if (cause is { } hit && hit.Guard != broker.HaltedBy?.Guard)
            Note(bar, hit, GuardAction.Halted);
        if (cause is null && broker.HaltedBy is { } past)
            Note(bar, past, GuardAction.Resumed);
        if (cause is not null && !broker.IsHalted)
        {
            broker.CancelAll(OrderReason.Guard, bar);
            broker.CloseAll(OrderRole.Guard, bar);
        }

        (broker.HaltedBy, broker.IsHalted) = (cause, cause is not null);
    }

    private void Scale(int bar, GuardEvent? cause)
    {
        if (cause is { } hit && broker.ScaledBy is null)
            Note(bar, hit, GuardAction.SizesScaled);
        if (cause is null && broker.ScaledBy is { } past)
            Note(bar, past, GuardAction.SizesRestored);
        (broker.ScaledBy, broker.SizeFactor) = (cause, guards.SizeFactor);
    }

    private void Note(int bar, GuardEvent hit, GuardAction action) =>
        broker.Journal.Guards.Add(hit with { Bar = bar, Action = action, OrderId = 0 });
}
