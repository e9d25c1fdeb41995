using Serverless.Core.Execution.Orders;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>Orders of every kind near the price, cancellations, and now and then a way out.</summary>
internal static class RandomOrders
{
    public static ScriptedStrategy.Decision Of(SeededRandom random) => (in BarContext context) =>
    {
        var price = context.Price;
        var sign = random.NextInt(2) == 0 ? 1 : -1;
        var quantity = sign * (0.1 + random.NextDouble());
        double Near(double side) => price * (1 + (side * 0.02 * random.NextDouble()));
        var ticket = random.NextInt(9) switch
        {
            0 => OrderTicket.Market(quantity),
            1 => OrderTicket.Limit(quantity, Near(-sign)),
            2 => OrderTicket.Stop(quantity, Near(sign)),
            3 => OrderTicket.StopLimit(quantity, Near(sign), Near(sign)),
            4 => OrderTicket.TrailingStop(quantity, price * (0.005 + (0.02 * random.NextDouble()))),
            5 => OrderTicket.Target(random.NextDouble() - 0.5),
            _ => default,
        };
        if (ticket != default)
        {
            var timeInForce = ticket.Type is OrderType.Market or OrderType.Limit ? random.NextInt(5) : random.NextInt(2);
            context.Submit(ticket with
            {
                TimeInForce = (TimeInForce)timeInForce,
                GoodTil = new DateTime(context.OpenTicks[^1]).AddHours(20),
                ReduceOnly = !ticket.OfTarget && random.NextInt(4) == 0,
                OneCancelsOther = random.NextInt(3) == 0 ? 1 + (context.Bar / 10) : 0,
                Bracket = random.NextInt(3) == 0 && !ticket.OfTarget ? new Bracket(Near(-sign), Near(sign)) : default,
            });
        }
        else if (random.NextInt(3) == 0)
        {
            context.Cancel(1 + random.NextInt(1 + context.Bar));
        }
        else if (random.NextInt(12) == 0)
        {
            context.Flatten();
        }
    };
}
