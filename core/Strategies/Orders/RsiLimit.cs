using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Orders;

/// <summary>
/// Buys weakness with a limit below the close that is withdrawn after some bars, and sells strength likewise; leaves when the relative
/// strength index is back at 50, or at a stop.
/// </summary>
public sealed class RsiLimit() : StrategyDefinition(new StrategySchema
{
    Name = "rsi-limit",
    Category = StrategyIdea.MeanReversion,
    Description = "Limit entry beyond the close after an extreme of the relative strength index; exit at its middle or at a stop.",
    Tags = ["mean-reversion", "limit"],
    Inputs =
    [
        StrategyInput.Int("period", 14, 2, 100, "Period of the relative strength index, in bars."),
        StrategyInput.Float("entry", 20, 1, 49, 1, "Distance of the index from 50 at which it enters."),
        StrategyInput.Int("range", 14, 2, 200, "Period of the average true range, in bars."),
        StrategyInput.Float("offset", 0.25, 0, 5, 0.05, "Distance of the limit from the close, in average true ranges."),
        StrategyInput.Float("stop", 3, 0.25, 20, 0.25, "Distance of the stop from the limit, in average true ranges."),
        StrategyInput.Int("patience", 3, 1, 100, "Bars after which an entry that has not filled is withdrawn."),
        StrategyInput.Choice("side", ["both", "long", "short"], "Which extremes it trades."),
    ],
})
{
    /// <inheritdoc/>
    public override void Run<TRunner>(IndicatorSet indicators, StrategyParameters parameters, ref TRunner runner) =>
        runner.Run(new Rule(parameters));

    private struct Rule(StrategyParameters parameters) : IBarStrategy
    {
        private readonly int period = parameters.Int("period");
        private readonly int rangePeriod = parameters.Int("range");
        private readonly double entry = parameters.Float("entry");
        private readonly double offset = parameters.Float("offset");
        private readonly double stop = parameters.Float("stop");
        private readonly int patience = parameters.Int("patience");
        private readonly bool buys = parameters.Choice("side") != "short";
        private readonly bool sells = parameters.Choice("side") != "long";
        private IndicatorColumn index;
        private IndicatorColumn range;
        private int order;
        private int orderedAt;

        public readonly int WarmUp => Math.Max(period + 1, rangePeriod);

        public void OnInit(in StrategySetup setup) => (index, range) = (setup.Rsi(period), setup.Atr(rangePeriod));

        public void OnBar(in BarContext context)
        {
            var stretch = context[index] - 50;
            if (context.Position.Size != 0)
            {
                if (context.Position.Size * stretch >= 0)
                    context.Flatten();
                return;
            }

            if (context.IsOpen(order))
            {
                if (context.Bar - orderedAt >= patience)
                    context.Cancel(order);
                return;
            }

            if (stretch <= -entry && buys)
                Enter(context, 1);
            else if (stretch >= entry && sells)
                Enter(context, -1);
        }

        public readonly void OnOrder(in BarContext context, in OrderEvent change)
        {
        }

        public readonly void OnTrade(in BarContext context, in ClosedTrade trade)
        {
        }

        public readonly void OnFinish(in BarContext context)
        {
        }

        private void Enter(in BarContext context, int side)
        {
            var limit = context.RoundPrice(context.Price - (side * offset * context[range]));
            var size = context.Size.Configured(stop * context[range]);
            if (size == 0 || limit <= 0)
                return;
            var exit = Math.Max(0, context.RoundPrice(limit - (side * stop * context[range])));
            order = context.Submit(OrderTicket.Limit(side * size, limit) with { Bracket = new Bracket(exit, 0) });
            orderedAt = context.Bar;
        }
    }
}
