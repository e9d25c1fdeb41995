using Serverless.Core.Indicators;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Tests.Backtests;

/// <summary>A strategy that holds for fifty bars and then throws.</summary>
internal sealed class ThrowingStrategy() : StrategyDefinition(new StrategySchema
{
    Name = "throwing",
    Category = StrategyIdea.Trend,
    Description = "Gives up.",
})
{
    public override void Run<TRunner>(IndicatorSet indicators, StrategyParameters parameters, ref TRunner runner) => runner.Run(new Rule());

    private sealed class Rule : IBarStrategy
    {
        public int WarmUp => 1;

        public void OnBar(in BarContext context)
        {
            if (context.Bar == 50)
                throw new InvalidOperationException("It gave up.");
            context.Target(1);
        }
    }
}
