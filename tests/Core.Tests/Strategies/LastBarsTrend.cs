using Serverless.Core.Indicators;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Strategies;

/// <summary>Buys after some rising closes and leaves after a falling one. The example of docs/strategies.md.</summary>
public sealed class LastBarsTrend() : StrategyDefinition(new StrategySchema
{
    Name = "last-bars-trend",
    Category = StrategyIdea.Momentum,
    Description = "Buys after some rising closes, leaves after a falling one.",
    Inputs = [StrategyInput.Int("bars", 2, 1, 20, "Rising closes in a row.")],
})
{
    public override void Run<TRunner>(IndicatorSet indicators, StrategyParameters parameters, ref TRunner runner) =>
        runner.Run(new Rule(parameters.Int("bars")));

    private sealed class Rule(int bars) : IBarStrategy
    {
        private IndicatorColumn range;
        private int rising;

        public int WarmUp => 14;

        public void OnInit(in StrategySetup setup) => range = setup.Atr(14);

        public void OnBar(in BarContext context)
        {
            rising = context.Price > context.Close[^2] ? rising + 1 : 0;
            if (rising == 0 && context.Position.Size > 0)
                context.Flatten();
            if (rising < bars || context.Position.Size > 0)
                return;
            var size = context.Size.Configured(stopDistance: 2 * context[range]);
            if (size == 0)
                context.Log.Warn("the equity is too small for a lot");
            else
                context.Buy(size);
        }
    }
}
