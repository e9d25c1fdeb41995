using System.Collections.Immutable;

namespace Serverless.Core.Strategies.Models;

/// <summary>What a model has asked for so far: all that it remembers. Immutable; a decision makes the next state.</summary>
/// <param name="Holdings">By symbol; assets that it asked to be flat are absent.</param>
public sealed record ModelState(ImmutableSortedDictionary<string, ModelHolding> Holdings)
{
    /// <summary>Nothing asked for yet.</summary>
    public static ModelState Empty { get; } = new(ImmutableSortedDictionary.Create<string, ModelHolding>(StringComparer.Ordinal));

    /// <summary>The state after a decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="time">Its time; becomes the beginning of what is newly opened or turned.</param>
    public ModelState After(ModelDecision decision, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var next = Empty.Holdings.ToBuilder();
        foreach (var target in decision.Targets.Where(target => target.Weight != 0))
        {
            var continues = Holdings.TryGetValue(target.Asset, out var held) && held.Weight * target.Weight > 0;
            next.Add(target.Asset, new ModelHolding(target.Weight, continues ? held.Since : time));
        }

        return new ModelState(next.ToImmutable());
    }
}
