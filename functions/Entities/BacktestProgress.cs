using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;

namespace Serverless.Functions.Entities;

/// <summary>Live progress of one backtest; the key is its id. Fed by signals, read by the status resource.</summary>
public sealed class BacktestProgress : TaskEntity<BacktestProgressState>
{
    /// <summary>The entity of backtest <paramref name="backtestId"/>.</summary>
    public static EntityInstanceId IdOf(string backtestId) => new(nameof(BacktestProgress), backtestId);

    /// <summary>So far is the run, which may have been begun again.</summary>
    public void Tell(BacktestProgressState progress) => State = progress;

    /// <summary>Entry point of the host.</summary>
    [Function(nameof(BacktestProgress))]
    public static Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<BacktestProgress>();
}
