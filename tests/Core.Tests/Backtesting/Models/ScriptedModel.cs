using Serverless.Core.Strategies;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Tests.Backtesting.Models;

/// <summary>A model that wants what a function says.</summary>
internal sealed class ScriptedModel(string name, Func<ModelContext, IEnumerable<ModelTarget>> decide) : TradingModel(
    new StrategySchema { Name = name, Category = StrategyIdea.Trend, Description = "Wants what a test says.", Tags = ["test"], Inputs = [] }, new SemanticVersion(1, 2, 3), "AAA")
{
    public override ModelDecision Decide(ModelContext context, StrategyParameters parameters) => new([.. decide(context)]);
}
