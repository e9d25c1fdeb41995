using System.Collections.Immutable;

namespace Serverless.Core.Configuration;

/// <summary>Values by key, in the order in which they were written. A whole document is one.</summary>
/// <param name="position">Where it begins.</param>
/// <param name="entries">The entries, each key once.</param>
public sealed class ConfigurationMap(ConfigurationPosition position, ImmutableArray<ConfigurationEntry> entries) : ConfigurationNode(position)
{
    private readonly Dictionary<string, int> index =
        entries.Select((entry, at) => (entry.Key, at)).ToDictionary(pair => pair.Key, pair => pair.at);

    /// <summary>The entries, each key once.</summary>
    public ImmutableArray<ConfigurationEntry> Entries { get; } = entries;

    internal override long Size { get; } = 1 + entries.Sum(entry => entry.Value.Size);

    internal override string Found => "keys with values";

    /// <summary>The entry of a key, or null.</summary>
    public ConfigurationEntry? Find(string key) => index.TryGetValue(key, out var at) ? Entries[at] : null;

    /// <summary>
    /// This configuration with another one laid over it: maps merge key by key, anything else (values, lists, null) replaces what was there.
    /// A map that says another <c>type</c> or <c>name</c> than the one below replaces it whole: the other keys belonged to something else.
    /// Positions stay those of the files.
    /// </summary>
    public ConfigurationMap Merge(ConfigurationMap over)
    {
        ArgumentNullException.ThrowIfNull(over);
        var merged = Entries.ToBuilder();
        foreach (var entry in over.Entries)
        {
            if (!index.TryGetValue(entry.Key, out var at))
                merged.Add(entry);
            else if (merged[at].Value is ConfigurationMap below && entry.Value is ConfigurationMap above && !IsAnother(below, above))
                merged[at] = merged[at] with { Value = below.Merge(above) };
            else
                merged[at] = entry;
        }

        return new ConfigurationMap(Position, merged.ToImmutable());
    }

    private static bool IsAnother(ConfigurationMap below, ConfigurationMap above) => IsAnother(below, above, "type") || IsAnother(below, above, "name");

    private static bool IsAnother(ConfigurationMap below, ConfigurationMap above, string key) =>
        above.Find(key)?.Value is ConfigurationScalar said && !(below.Find(key)?.Value is ConfigurationScalar before && before.Text == said.Text);
}
