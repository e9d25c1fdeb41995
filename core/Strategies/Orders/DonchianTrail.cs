using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Orders;

/// <summary>
/// Rests a stop order at the edge of the range of the bars before, and follows the position with a trailing stop of some average true
/// ranges.
/// </summary>
public sealed class DonchianTrail() : StrategyDefinition(new StrategySchema
{
    Name = "donchian-trail",
    Category = StrategyIdea.Breakout,
    Description = "Stop entry at the edge of the Donchian channel, trailing stop at a multiple of the average true range.",
    Tags = ["breakout", "trailing-stop"],
    Inputs =
    [
        StrategyInput.Int("channel", 20, 2, 500, "Bars of the channel.", step: 5),
        StrategyInput.Int("range", 14, 2, 200, "Period of the average true range, in bars."),
        StrategyInput.Float("trail", 3, 0.25, 20, 0.25, "Distance of the trailing stop, in average true ranges."),
        StrategyInput.Bool("allow_short", true, "Whether it sells short."),
    ],
})
{
    /// <inheritdoc/>
    public override void Run<TRunner>(IndicatorSet indicators, StrategyParameters parameters, ref TRunner runner) =>
        runner.Run(new Rule(parameters));

    private struct Rule(StrategyParameters parameters) : IBarStrategy
    {
        private readonly int channel = parameters.Int("channel");
        private readonly int rangePeriod = parameters.Int("range");
        private readonly double trail = parameters.Float("trail");
        private readonly bool allowShort = parameters.Bool("allow_short");
        private IndicatorColumn highest;
        private IndicatorColumn lowest;
        private IndicatorColumn range;
        private int buy;
        private int sell;

        public readonly int WarmUp => Math.Max(channel, rangePeriod);

        public void OnInit(in StrategySetup setup) =>
            (highest, lowest, range) = (setup.HighestHigh(channel), setup.LowestLow(channel), setup.Atr(rangePeriod));

        public void OnBar(in BarContext context)
        {
            if (context.Position.Size != 0)
                return;
            context.CancelAll();
            var size = context.Size.Configured(trail * context[range]);
            if (size == 0)
                return;
            buy = context.Buy(size, context.RoundPrice(context[highest]), OrderType.Stop);
            sell = allowShort ? context.Sell(size, context.RoundPrice(context[lowest]), OrderType.Stop) : 0;
        }

        public readonly void OnOrder(in BarContext context, in OrderEvent change)
        {
            // The first fill of an entry: the other one goes, and the trailing stop comes.
            if (change.Quantity == 0 || (change.OrderId != buy && change.OrderId != sell) || change.From == OrderState.PartiallyFilled)
                return;
            context.Cancel(change.OrderId == buy ? sell : buy);
            var size = context.Position.Size;
            if (size != 0)
                context.Submit(OrderTicket.TrailingStop(-size, trail * context[range]) with { ReduceOnly = true });
        }

        public readonly void OnTrade(in BarContext context, in ClosedTrade trade)
        {
        }

        public readonly void OnFinish(in BarContext context)
        {
        }
    }
}
