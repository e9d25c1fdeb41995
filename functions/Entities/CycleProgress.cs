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

    /// <summary>Adds one finished strategy.</summary>
    public void StrategyDone(FinishedStrategy done)
    {
        ArgumentNullException.ThrowIfNull(done);
        State = State with
        {
            WindowsDone = State.WindowsDone + done.Windows,
            StrategiesDone = State.StrategiesDone + 1,
            StrategiesWithoutResult = State.StrategiesWithoutResult + (done.HasResult ? 0 : 1),
        };
    }

    /// <summary>Entry point of the host.</summary>
    [Function(nameof(CycleProgress))]
    public static Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<CycleProgress>();

    /// <param name="Windows">Its walk-forward windows, unless they were added before.</param>
    /// <param name="HasResult">False when it ended with a reason instead.</param>
    public sealed record FinishedStrategy(int Windows, bool HasResult);
}
