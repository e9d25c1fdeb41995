using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Orders;

/// <summary>
/// Enters at the next price when a fast exponential average crosses a slow one, with a stop and a target at multiples of the average true
/// range. A cross against the position closes it.
/// </summary>
public sealed class EmaCrossBracket() : StrategyDefinition(new StrategySchema
{
    Name = "ema-cross-bracket",
    Category = StrategyIdea.Trend,
    Description = "Market entry on a cross of two exponential averages, with stop and target at multiples of the average true range.",
    Tags = ["trend", "bracket"],
    Inputs =
    [
        StrategyInput.Int("fast", 12, 2, 200, "Period of the fast average, in bars."),
        StrategyInput.Int("slow", 26, 3, 500, "Period of the slow average, in bars."),
        StrategyInput.Int("range", 14, 2, 200, "Period of the average true range, in bars."),
        StrategyInput.Float("stop", 2, 0.25, 20, 0.25, "Distance of the stop, in average true ranges."),
        StrategyInput.Float("target", 4, 0, 50, 0.5, "Distance of the target, in average true ranges; 0 for none."),
        StrategyInput.Bool("allow_short", true, "Whether it sells short."),
    ],
})
{
    /// <inheritdoc/>
    public override string? FindProblem(StrategyParameters parameters) =>
        parameters.Int("fast") < parameters.Int("slow") ? null : "fast must be below slow";

    /// <inheritdoc/>
    public override void Run<TRunner>(IndicatorSet indicators, StrategyParameters parameters, ref TRunner runner) =>
        runner.Run(new Rule(parameters));

    private struct Rule(StrategyParameters parameters) : IBarStrategy
    {
        private readonly int slowPeriod = parameters.Int("slow");
        private readonly int rangePeriod = parameters.Int("range");
        private readonly double stop = parameters.Float("stop");
        private readonly double target = parameters.Float("target");
        private readonly bool allowShort = parameters.Bool("allow_short");
        private IndicatorColumn fast;
        private IndicatorColumn slow;
        private IndicatorColumn range;

        public readonly int WarmUp => Math.Max(slowPeriod, rangePeriod) + 1;

        public void OnInit(in StrategySetup setup) =>
            (fast, slow, range) = (setup.Ema(parameters.Int("fast")), setup.Ema(slowPeriod), setup.Atr(rangePeriod));

        public readonly void OnBar(in BarContext context)
        {
            var side = Math.Sign(context[fast] - context[slow]);
            if (side == 0 || side == Math.Sign(context[fast, 1] - context[slow, 1]))
                return;
            context.Flatten();
            var size = context.Size.Configured(stop * context[range]);
            if (size == 0 || (side < 0 && !allowShort))
                return;
            context.Submit(OrderTicket.Market(side * size) with { Bracket = Exits(context, side) });
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

        // Prices at or below 0, which a very wide stop of a long would have, are no prices: that exit is left out.
        private readonly Bracket Exits(in BarContext context, int side) => new(
            Math.Max(0, context.RoundPrice(context.Price - (side * stop * context[range]))),
            target == 0 ? 0 : Math.Max(0, context.RoundPrice(context.Price + (side * target * context[range]))));
    }
}
