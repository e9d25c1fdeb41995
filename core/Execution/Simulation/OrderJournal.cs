using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Execution.Simulation;

/// <summary>What happened to the orders of a run.</summary>
internal sealed class OrderJournal
{
    /// <summary>Every transition, in order.</summary>
    public List<OrderEvent> Events { get; } = [];

    /// <summary>Every action of a guard, in order.</summary>
    public List<GuardEvent> Guards { get; } = [];

    /// <summary>Orders in a final state, in order of ending.</summary>
    public List<Order> Ended { get; } = [];
}
