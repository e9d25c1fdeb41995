using System.Collections.Immutable;

namespace Serverless.Core.Strategies.Models;

/// <summary>
/// A model of several assets: a pure function of what it sees to target weights. Immutable; what it remembers is <see cref="ModelState"/>. A
/// public class with a constructor without parameters is in <see cref="ModelCatalog"/> without further ado.
/// </summary>
/// <param name="schema">Name, description and parameters.</param>
/// <param name="version">Version of the rule; its major number is the one in the name.</param>
/// <param name="universe">The usual assets.</param>
public abstract class TradingModel(StrategySchema schema, SemanticVersion version, params ImmutableArray<string> universe)
{
    /// <summary>Name, description and parameters.</summary>
    public StrategySchema Schema { get; } = schema;

    /// <summary>Version of the rule.</summary>
    public SemanticVersion Version { get; } = version;

    /// <summary>The usual assets.</summary>
    public IReadOnlyList<string> Universe { get; } = universe;

    /// <summary>Decides on the assets of <see cref="ModelContext.Universe"/>.</summary>
    /// <param name="context">What it sees.</param>
    /// <param name="parameters">A value for each parameter.</param>
    public abstract ModelDecision Decide(ModelContext context, StrategyParameters parameters);
}
