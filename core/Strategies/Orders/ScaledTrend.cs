using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Orders;

/// <summary>
/// Holds the side of the average on which the price is, sized to a volatility, and enters in parts: the first at once, each of the others
/// when the price has gone on by a multiple of the average true range.
/// </summary>
public sealed class ScaledTrend() : StrategyDefinition(new StrategySchema
{
    Name = "scaled-trend",
    Category = StrategyIdea.Volatility,
    Description = "Trend with a volatility target, entered in parts as the price goes on. Sizes itself; the sizing of the run does not apply.",
    Tags = ["trend", "volatility-target", "scaling"],
    Inputs =
    [
        StrategyInput.Int("trend", 100, 2, 1_000, "Period of the average, in bars.", step: 20),
        StrategyInput.Int("volatility", 60, 2, 1_000, "Returns from which the volatility is measured.", step: 10),
        StrategyInput.Float("target", 0.2, 0.01, 2, 0.05, "Annualised volatility of the full position; 0.2 is 20 %."),
        StrategyInput.Int("parts", 4, 1, 20, "Entries that make a full position."),
        StrategyInput.Float("spacing", 0.5, 0.05, 10, 0.25, "Distance between entries, in average true ranges."),
        StrategyInput.Float("max_share", 1, 0.05, 10, 0.25, "Largest full position, as a multiple of the equity."),
        StrategyInput.Bool("allow_short", true, "Whether it sells short."),
    ],
})
{
    private const int RangePeriod = 14;

    /// <inheritdoc/>
    public override void Run<TRunner>(IndicatorSet indicators, StrategyParameters parameters, ref TRunner runner) =>
        runner.Run(new Rule(parameters));

    private struct Rule(StrategyParameters parameters) : IBarStrategy
    {
        private readonly int trend = parameters.Int("trend");
        private readonly int window = parameters.Int("volatility");
        private readonly double target = parameters.Float("target");
        private readonly int parts = parameters.Int("parts");
        private readonly double spacing = parameters.Float("spacing");
        private readonly double maxShare = parameters.Float("max_share");
        private readonly bool allowShort = parameters.Bool("allow_short");
        private IndicatorColumn average;
        private IndicatorColumn volatility;
        private IndicatorColumn range;
        private int side;
        private int entered;
        private double lastEntry;

        public readonly int WarmUp => Math.Max(Math.Max(trend, window + 1), RangePeriod);

        public void OnInit(in StrategySetup setup) =>
            (average, volatility, range) = (setup.Sma(trend), setup.Volatility(window), setup.Atr(RangePeriod));

        public void OnBar(in BarContext context)
        {
            var now = Math.Sign(context.Price - context[average]);
            if (now != side)
            {
                context.Flatten();
                (side, entered) = (now, 0);
            }

            var isDue = entered == 0 || side * (context.Price - lastEntry) >= spacing * context[range];
            if (side == 0 || (side < 0 && !allowShort) || entered == parts || !isDue)
                return;
            var size = context.Size.VolatilityTarget(target / parts, context[volatility], maxShare / parts);
            if (size == 0)
                return;
            context.Submit(OrderTicket.Market(side * size));
            (entered, lastEntry) = (entered + 1, context.Price);
        }

        public readonly void OnOrder(in BarContext context, in OrderEvent change)
        {
            if (change.To == OrderState.Rejected)
                context.Log.Warn($"entry {change.OrderId} was refused: {change.Reason}");
        }

        public readonly void OnTrade(in BarContext context, in ClosedTrade trade)
        {
        }

        public readonly void OnFinish(in BarContext context)
        {
        }
    }
}
