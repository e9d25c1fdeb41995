using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;
using Serverless.Core.Configuration;
using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Entities;

/// <summary>Today's limits for promotions. Only <see cref="Orchestrations.ChangeLimits"/> changes them.</summary>
public sealed class PromotionLimits : TaskEntity<LifecycleLimits>
{
    /// <summary>The entity.</summary>
    public static EntityInstanceId Id { get; } = new(nameof(PromotionLimits), "limits");

    /// <summary>Tells limits apart.</summary>
    public static string ETagOf(LifecycleLimits limits) => ConfigurationHash.Of(limits);

    /// <summary>The limits.</summary>
    public LifecycleLimits Get() => State;

    /// <summary>Puts other limits into force.</summary>
    public void Set(LifecycleLimits limits) => State = limits;

    /// <summary>Entry point of the host.</summary>
    [Function(nameof(PromotionLimits))]
    public static Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<PromotionLimits>();
}
