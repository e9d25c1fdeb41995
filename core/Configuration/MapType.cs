using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

internal sealed class MapType<T>(ConfigurationType<T> type) : ConfigurationType<ImmutableSortedDictionary<string, T>>
{
    private static readonly ImmutableSortedDictionary<string, T> Empty = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);

    public override string Expected => "names with values";

    public override ImmutableSortedDictionary<string, T> Initial => Empty;

    public override bool TryRead(
        ConfigurationNode node,
        string path,
        ImmutableSortedDictionary<string, T>? current,
        ConfigurationErrors errors,
        out ImmutableSortedDictionary<string, T> value)
    {
        value = Empty;
        if (node is not ConfigurationMap { Entries: var entries })
            return errors.Add(node, path, Expected);
        var values = Empty.ToBuilder();
        foreach (var entry in entries)
        {
            if (type.TryRead(entry.Value, ConfigurationPath.Of(path, entry.Key), type.Initial, errors, out var read))
                values.Add(entry.Key, read);
        }

        value = values.ToImmutable();
        return value.Count == entries.Length;
    }

    public override JsonNode Write(ImmutableSortedDictionary<string, T> value)
    {
        var json = new JsonObject();
        foreach (var (name, item) in value)
            json.Add(name, type.Write(item));
        return json;
    }

    public override JsonObject Describe() => new() { ["type"] = "object", ["additionalProperties"] = type.Describe() };
}
