using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;

namespace Serverless.Functions.Entities;

/// <summary>Live progress of one cycle; the key is the cycle's id. Fed by signals, read by the status resource.</summary>
public sealed class CycleProgress : TaskEntity<CycleProgressState>
{
    /// <summary>The entity of cycle <paramref name="cycleId"/>.</summary>
    public static EntityInstanceId IdOf(string cycleId) => new(nameof(CycleProgress), cycleId);

    /// <summary>Sets the totals; strategies and windows are counted from here.</summary>
    public void Begin(CycleProgressState totals) => State = totals;

    /// <summary>Adds evaluated walk-forward windows.</summary>
    public void WindowsDone(int windows) => State = State with { WindowsDone = State.WindowsDone + windows };

    /// <summary>Adds one finished strategy; <paramref name="hasResult"/> is false when it ended with a reason instead.</summary>
    public void StrategyDone(bool hasResult) => State = State with
    {
        StrategiesDone = State.StrategiesDone + 1,
        StrategiesWithoutResult = State.StrategiesWithoutResult + (hasResult ? 0 : 1),
    };

    /// <summary>Entry point of the host.</summary>
    [Function(nameof(CycleProgress))]
    public static Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<CycleProgress>();
}
