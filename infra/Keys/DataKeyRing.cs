using System.Collections.Frozen;

namespace Serverless.Infra.Keys;

/// <summary>The data keys of an account.</summary>
/// <param name="keys">At least one; the last seals, all open.</param>
public sealed class DataKeyRing(IReadOnlyList<DataKey> keys)
{
    private readonly FrozenDictionary<string, DataKey> byId = keys.ToFrozenDictionary(key => key.Id, StringComparer.Ordinal);

    /// <summary>The key that seals.</summary>
    public DataKey Active { get; } = keys[^1];

    /// <summary>The ids, the oldest first.</summary>
    public IReadOnlyList<string> Ids { get; } = [.. keys.Select(key => key.Id)];

    /// <summary>The key of an id, or null.</summary>
    public DataKey? Find(string id) => byId.GetValueOrDefault(id);
}
