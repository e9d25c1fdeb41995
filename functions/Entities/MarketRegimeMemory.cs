using System.Collections.Immutable;
using Serverless.Core.Regimes;

namespace Serverless.Functions.Entities;

/// <summary>What is known of the regimes of the markets.</summary>
public sealed record MarketRegimeMemory
{
    private const int ChangesKept = 50;

    /// <summary>The newest state; null before the first.</summary>
    public MarketRegimeState? Current { get; init; }

    /// <summary>By dimension, the regime that was last read from data, however long ago, and since when it holds.</summary>
    public ImmutableSortedDictionary<string, KnownRegime> Known { get; init; } = ImmutableSortedDictionary.Create<string, KnownRegime>(StringComparer.Ordinal);

    /// <summary>The last changes, the newest first.</summary>
    public IReadOnlyList<RegimeChange> Changes { get; init; } = [];

    /// <summary>The memory once <paramref name="state"/> is known, and what it changed; a state of an earlier time changes nothing. A default that
    /// stands in for missing or stale data is no change of the market, and neither is the first reading.</summary>
    public (MarketRegimeMemory Memory, IReadOnlyList<RegimeChange> Changes) After(MarketRegimeState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (Current is { } current && state.AsOf < current.AsOf)
            return (this, []);
        var known = Known;
        var changes = new List<RegimeChange>();
        foreach (var (name, key, status) in state.Dimensions)
        {
            if (status is RegimeStatus.Stale or RegimeStatus.Missing || (known.TryGetValue(name, out var before) && before.Key == key))
                continue;
            if (known.TryGetValue(name, out var last))
                changes.Add(new RegimeChange(name, last.Key, key, state.AsOf));
            known = known.SetItem(name, new KnownRegime(key, state.AsOf));
        }

        return (this with { Current = state, Known = known, Changes = [.. changes.Concat(Changes).Take(ChangesKept)] }, changes);
    }
}
