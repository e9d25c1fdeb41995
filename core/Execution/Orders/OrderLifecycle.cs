namespace Serverless.Core.Execution.Orders;

/// <summary>The life of an order as one pure transition.</summary>
public static class OrderLifecycle
{
    /// <summary>The state after <paramref name="action"/>.</summary>
    /// <exception cref="InvalidOperationException">An order in <paramref name="state"/> cannot do that.</exception>
    public static OrderState Next(OrderState state, OrderAction action) => (state, action) switch
    {
        (OrderState.New, OrderAction.Activate) => OrderState.Active,
        (OrderState.Active or OrderState.PartiallyFilled, OrderAction.FillPart) => OrderState.PartiallyFilled,
        (OrderState.Active or OrderState.PartiallyFilled, OrderAction.FillRest) => OrderState.Filled,
        (OrderState.New or OrderState.Active or OrderState.PartiallyFilled, OrderAction.Cancel) => OrderState.Cancelled,
        (OrderState.New or OrderState.Active or OrderState.PartiallyFilled, OrderAction.Expire) => OrderState.Expired,
        (OrderState.New or OrderState.Active, OrderAction.Reject) => OrderState.Rejected,
        _ => throw new InvalidOperationException($"An order that is {state} cannot {action}."),
    };

    /// <summary>Whether nothing can happen any more.</summary>
    public static bool IsFinal(OrderState state) => state >= OrderState.Filled;

    /// <summary>Whether it can trade.</summary>
    public static bool IsWorking(OrderState state) => state is OrderState.Active or OrderState.PartiallyFilled;
}
