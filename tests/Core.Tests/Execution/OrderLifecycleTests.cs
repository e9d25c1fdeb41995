using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Tests.Execution;

public sealed class OrderLifecycleTests
{
    [Fact]
    public void Next_EveryPair_IsATransitionOrARefusalThatNamesBoth()
    {
        var allowed = 0;
        foreach (var state in Enum.GetValues<OrderState>())
        {
            foreach (var action in Enum.GetValues<OrderAction>())
            {
                if (Record.Exception(() => OrderLifecycle.Next(state, action)) is not { } refusal)
                {
                    allowed++;
                    Assert.False(OrderLifecycle.IsFinal(state));
                    continue;
                }

                Assert.IsType<InvalidOperationException>(refusal);
                Assert.Contains($"{state} cannot {action}", refusal.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(13, allowed);
    }

    [Theory]
    [InlineData(OrderState.New, OrderAction.Activate, OrderState.Active)]
    [InlineData(OrderState.Active, OrderAction.FillPart, OrderState.PartiallyFilled)]
    [InlineData(OrderState.PartiallyFilled, OrderAction.FillRest, OrderState.Filled)]
    [InlineData(OrderState.PartiallyFilled, OrderAction.Cancel, OrderState.Cancelled)]
    [InlineData(OrderState.Active, OrderAction.Expire, OrderState.Expired)]
    [InlineData(OrderState.New, OrderAction.Reject, OrderState.Rejected)]
    public void Next_Allowed_GivesTheStateAfter(OrderState from, OrderAction action, OrderState to) =>
        Assert.Equal(to, OrderLifecycle.Next(from, action));
}
