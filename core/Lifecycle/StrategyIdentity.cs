using Serverless.Core.Strategies;

namespace Serverless.Core.Lifecycle;

/// <summary>What a strategy is, as far as its deployment needs to know.</summary>
/// <param name="Template">Name of the template.</param>
/// <param name="Type">What the template bets on: the type whose share of the live strategies is limited.</param>
/// <param name="Symbol">The instrument.</param>
public sealed record StrategyIdentity(string Template, StrategyIdea Type, string Symbol)
{
    /// <summary>The identity of a configuration.</summary>
    /// <exception cref="ArgumentException">The platform has no such template.</exception>
    public static StrategyIdentity Of(string template, string symbol) => new(template, StrategyCatalog.Get(template).Idea, symbol);
}
