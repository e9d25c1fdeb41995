using System.Collections.Immutable;

namespace Serverless.Core.Strategies.Models;

/// <summary>A model that decides on each asset by itself.</summary>
/// <param name="schema">Name, description and parameters.</param>
/// <param name="version">Version of the rule.</param>
/// <param name="universe">The usual assets.</param>
public abstract class AssetModel(StrategySchema schema, SemanticVersion version, params ImmutableArray<string> universe)
    : TradingModel(schema, version, universe)
{
    /// <inheritdoc/>
    public sealed override ModelDecision Decide(ModelContext context, StrategyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (targets, skipped) = (new List<ModelTarget>(), new List<SkippedAsset>());
        foreach (var asset in context.Universe)
        {
            if (Decide(asset, context, parameters) is { } target)
            {
                targets.Add(target);
                continue;
            }

            skipped.Add(new SkippedAsset(asset, $"{context.FindMissing(asset) ?? "there are too few bars"}; what is held stays"));
            if (context.Held(asset) is { } held)
                targets.Add(new ModelTarget(asset, held.Weight));
        }

        return new ModelDecision(targets) { Skipped = skipped };
    }

    /// <summary>What to hold of one asset; null when its data do not suffice.</summary>
    protected abstract ModelTarget? Decide(string asset, ModelContext context, StrategyParameters parameters);
}
