using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

/// <summary>A map whose other keys depend on one of them, for example <c>type: fixed</c>.</summary>
/// <param name="discriminator">That key; maps that differ in a <c>type</c> or <c>name</c> do not merge.</param>
/// <param name="noun">What is chosen, for messages, for example <c>commission</c>.</param>
public sealed class ConfigurationUnion<T>(string discriminator, string noun) : ConfigurationType<T>
    where T : class
{
    private readonly List<UnionCase<T>> cases = [];

    /// <inheritdoc/>
    public override string Expected => $"a {noun}: keys with values, among them '{discriminator}'";

    internal override bool HasKeys => true;

    private IEnumerable<string> Names => cases.Select(one => one.Name);

    /// <summary>Adds a case.</summary>
    /// <param name="name">Value of the discriminator.</param>
    /// <param name="description">What it means; one line.</param>
    /// <param name="record">Its other keys.</param>
    public ConfigurationUnion<T> Case<TCase>(string name, string description, ConfigurationRecord<TCase> record)
        where TCase : class, T => Case(name, description, record, _ => true);

    /// <summary>Adds a case of values that one type shares with others.</summary>
    /// <param name="name">Value of the discriminator.</param>
    /// <param name="description">What it means; one line.</param>
    /// <param name="record">Its other keys.</param>
    /// <param name="includes">Which values are of this case.</param>
    public ConfigurationUnion<T> Case<TCase>(string name, string description, ConfigurationRecord<TCase> record, Func<TCase, bool> includes)
        where TCase : class, T
    {
        cases.Add(new RecordCase<T, TCase>(name, description, record, includes));
        return this;
    }

    /// <inheritdoc/>
    public override bool TryRead(ConfigurationNode node, string path, T? current, ConfigurationErrors errors, out T value)
    {
        ArgumentNullException.ThrowIfNull(errors);
        value = current!;
        if (node is not ConfigurationMap map)
            return errors.Add(node, path, Expected);
        var said = ConfigurationPath.Of(path, discriminator);
        if (map.Find(discriminator) is not { Value.IsNull: false } entry)
            return errors.Add(map.Position, said, $"it is missing; give one of {string.Join(", ", Names)}.");
        if (entry.Value is not ConfigurationScalar { Text: var name })
            return errors.Add(entry.Value, said, $"one of {string.Join(", ", Names)}");
        return cases.Find(one => one.Name.Replace('-', '_') == name.Replace('-', '_')) is { } found
            ? found.TryRead(map, path, discriminator, errors, ref value)
            : errors.Add(
                entry.Value.Position,
                said,
                $"there is no {noun} '{name}'; there are {string.Join(", ", Names)}. Did you mean '{NearestName.Of(name, Names)}'?");
    }

    /// <inheritdoc/>
    public override JsonNode Write(T value)
    {
        var one = cases.First(one => one.Includes(value));
        var json = one.Write(value);
        json.Insert(0, discriminator, one.Name);
        return json;
    }

    /// <inheritdoc/>
    public override JsonObject Describe() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray(discriminator),
        ["oneOf"] = new JsonArray([.. cases.Select(Describe)]),
    };

    private JsonNode Describe(UnionCase<T> one)
    {
        var schema = one.Describe();
        schema.Insert(0, "description", one.Description);
        ((JsonObject)schema["properties"]!).Insert(0, discriminator, new JsonObject { ["const"] = one.Name });
        return schema;
    }
}
