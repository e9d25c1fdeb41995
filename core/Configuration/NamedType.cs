using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

/// <summary>Values by names, each name with a type of its own. What is given lies over what is there; <c>null</c> takes a name away.</summary>
/// <param name="noun">What is named, for messages.</param>
/// <param name="known">The names that are known.</param>
/// <param name="other">Kind of values under other names; null where there are none.</param>
internal sealed class NamedType<T>(string noun, ImmutableArray<(string Name, ConfigurationType<T> Type)> known, ConfigurationType<T>? other)
    : ConfigurationType<ImmutableSortedDictionary<string, T>>
{
    private static readonly ImmutableSortedDictionary<string, T> Empty = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);

    public override string Expected => $"a {noun} on each line, with its value";

    public override ImmutableSortedDictionary<string, T> Initial => Empty;

    internal override bool HasKeys => true;

    public override bool TryRead(
        ConfigurationNode node,
        string path,
        ImmutableSortedDictionary<string, T>? current,
        ConfigurationErrors errors,
        out ImmutableSortedDictionary<string, T> value)
    {
        value = current ?? Empty;
        if (node is not ConfigurationMap { Entries: var entries })
            return errors.Add(node, path, Expected);
        var isRight = true;
        foreach (var entry in entries)
        {
            var entryPath = ConfigurationPath.Of(path, entry.Key);
            if (TypeOf(entry.Key) is not { } type)
                isRight = errors.Add(entry.Position, entryPath, Unknown(entry.Key));
            else if (entry.Value.IsNull)
                value = value.Remove(entry.Key);
            else if (type.TryRead(entry.Value, entryPath, value.TryGetValue(entry.Key, out var before) ? before : type.Initial, errors, out var read))
                value = value.SetItem(entry.Key, read);
            else
                isRight = false;
        }

        return isRight;
    }

    public override JsonNode Write(ImmutableSortedDictionary<string, T> value)
    {
        var json = new JsonObject();
        foreach (var (name, item) in value)
            json.Add(name, (TypeOf(name) ?? throw new ArgumentException($"There is no {noun} '{name}'.", nameof(value))).Write(item));
        return json;
    }

    public override JsonObject Describe()
    {
        var properties = new JsonObject();
        foreach (var (name, type) in known)
            properties.Add(name, type.Describe());
        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = other?.Describe() ?? (JsonNode)false,
            ["properties"] = properties,
        };
    }

    private ConfigurationType<T>? TypeOf(string name) => known.FirstOrDefault(one => one.Name == name).Type ?? other;

    private string Unknown(string name) => known.IsEmpty
        ? $"there is no {noun} here; remove it."
        : $"there is no such {noun}; did you mean '{NearestName.Of(name, known.Select(one => one.Name))}'?";
}
