namespace Serverless.Core.Execution.Orders;

/// <summary>One transition of one order.</summary>
/// <param name="Bar">Index of the bar in which, or at whose close, it happened.</param>
/// <param name="OrderId">The order.</param>
/// <param name="From">State before; of a submission, <see cref="OrderState.New"/> as well.</param>
/// <param name="To">State after.</param>
/// <param name="Reason">Why.</param>
/// <param name="Quantity">Units filled; negative when sold, 0 when nothing was.</param>
/// <param name="Price">Price of the fill; 0 when nothing was filled.</param>
public readonly record struct OrderEvent(
    int Bar, int OrderId, OrderState From, OrderState To, OrderReason Reason, double Quantity, double Price);
