using Serverless.Core.Backtesting;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Tests.Backtests;

/// <summary>A strategy that cheats: it keeps the whole series and buys when the next close is higher.</summary>
internal sealed class PeekingStrategy() : StrategyDefinition(new StrategySchema
{
    Name = "peeking",
    Category = StrategyIdea.Trend,
    Description = "Knows the next close.",
})
{
    public override void Run<TRunner>(IndicatorSet indicators, StrategyParameters parameters, ref TRunner runner) => runner.Run(new Rule(indicators.Bars));

    private sealed class Rule(BarSeries bars) : IBarStrategy
    {
        public int WarmUp => 1;

        public void OnBar(in BarContext context)
        {
            if (context.Bar % 20 == 0 && context.Bar + 1 < bars.Count)
                context.Target(bars.Close[context.Bar + 1] > context.Price ? 1 : 0);
        }
    }
}
