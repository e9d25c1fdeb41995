using Serverless.Core.Execution.Orders;
using Serverless.Core.Strategies;

namespace Serverless.Bench;

/// <summary>Every so many bars it buys one unit with a stop and a target near by, unless it holds one.</summary>
internal sealed class BracketOrders(int every) : IBarStrategy
{
    public int Orders { get; private set; }

    public int WarmUp => 1;

    public void OnBar(in BarContext context)
    {
        if (context.Bar % every != every - 1 || context.Position.Size != 0)
            return;
        var price = context.Price;
        context.Submit(OrderTicket.Market(1) with { Bracket = new Bracket(price * 0.999, price * 1.001) });
        Orders++;
    }
}
