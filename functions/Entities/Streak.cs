using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;
using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Entities;

/// <summary>For how many days in a row a strategy, whose id is the key, was in the top.</summary>
public sealed class Streak : TaskEntity<StreakState>
{
    /// <summary>The entity of <paramref name="strategyId"/>.</summary>
    public static EntityInstanceId IdOf(string strategyId) => new(nameof(Streak), strategyId);

    /// <summary>The streak.</summary>
    public StreakState Get() => State;

    /// <summary>Takes what a cycle says; a repeated or earlier day changes nothing.</summary>
    public StreakState Observe(Observation observation) => State = State.After(observation.Day, observation.InTop, observation.MaxMissedDays);

    /// <summary>Begins anew.</summary>
    public void End() => State = new StreakState();

    /// <summary>Entry point of the host.</summary>
    [Function(nameof(Streak))]
    public static Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<Streak>();

    /// <param name="Day">The day of the cycle, UTC.</param>
    /// <param name="InTop">Whether it was in the top.</param>
    /// <param name="MaxMissedDays">Days without a rank that the streak outlasts.</param>
    public sealed record Observation(DateOnly Day, bool InTop, int MaxMissedDays);
}
