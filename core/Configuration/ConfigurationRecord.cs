using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

/// <summary>
/// A map with known keys, read into an immutable record: it starts from a value with all defaults, and each key that is given changes it.
/// <c>null</c> counts as not given where it is no value. One description reads, writes, checks and documents.
/// </summary>
/// <param name="initial">All defaults.</param>
public sealed class ConfigurationRecord<T>(T initial) : ConfigurationType<T>
{
    private readonly List<ConfigurationKey<T>> keys = [];
    private readonly List<(string Key, Func<T, string?> FindProblem)> rules = [];

    /// <inheritdoc/>
    public override string Expected => "keys with values";

    /// <inheritdoc/>
    public override T Initial => initial;

    internal override bool HasKeys => true;

    private IEnumerable<string> Names => keys.Select(key => key.Name);

    /// <summary>Adds a key.</summary>
    /// <param name="name">Its name, in snake case.</param>
    /// <param name="type">Kind of its value.</param>
    /// <param name="get">Its value.</param>
    /// <param name="set">The record with another value; an <see cref="ArgumentException"/> that it throws is an error at the key.</param>
    /// <param name="description">What it means, with its unit; one line.</param>
    /// <param name="isRequired">Whether it must be given.</param>
    public ConfigurationRecord<T> Key<TValue>(
        string name, ConfigurationType<TValue> type, Func<T, TValue> get, Func<T, TValue, T> set, string description, bool isRequired = false)
    {
        keys.Add(new ValueKey<T, TValue>(name, name, type, get, set, description, isRequired));
        return this;
    }

    /// <summary>Adds a short way to give another key, instead of it; it is never written.</summary>
    /// <param name="name">Its name, in snake case.</param>
    /// <param name="target">The key that it stands for.</param>
    /// <param name="type">Kind of its value.</param>
    /// <param name="set">The record with the value of the target.</param>
    /// <param name="description">What it means, with its unit; one line.</param>
    public ConfigurationRecord<T> Shorthand<TValue>(
        string name, string target, ConfigurationType<TValue> type, Func<T, TValue, T> set, string description)
    {
        keys.Add(new ValueKey<T, TValue>(name, target, type, null, set, description, false));
        return this;
    }

    /// <summary>Adds a condition on several keys, looked at when each of them could be read.</summary>
    /// <param name="key">The key at which it is reported when it was given.</param>
    /// <param name="findProblem">What is wrong, or null.</param>
    public ConfigurationRecord<T> Rule(string key, Func<T, string?> findProblem)
    {
        rules.Add((key, findProblem));
        return this;
    }

    /// <inheritdoc/>
    public override bool TryRead(ConfigurationNode node, string path, T? current, ConfigurationErrors errors, out T value)
    {
        ArgumentNullException.ThrowIfNull(errors);
        value = current ?? initial;
        return node is ConfigurationMap map ? TryRead(map, path, errors, ref value, null) : errors.Add(node, path, Expected);
    }

    /// <inheritdoc/>
    public override JsonNode Write(T value) => WriteKeys(value);

    /// <inheritdoc/>
    public override JsonObject Describe()
    {
        var properties = new JsonObject();
        foreach (var key in keys)
            properties.Add(key.Name, key.Describe(initial));
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        var conditions = new JsonArray([.. keys.Where(key => !key.IsShorthand).SelectMany(Conditions)]);
        if (conditions.Count > 0)
            schema.Add("allOf", conditions);
        return schema;
    }

    internal JsonObject WriteKeys(T value)
    {
        var json = new JsonObject();
        foreach (var key in keys.Where(key => !key.IsShorthand))
            json.Add(key.Name, key.Write(value));
        return json;
    }

    /// <summary>Reads all keys but <paramref name="apart"/>, which was read already.</summary>
    internal bool TryRead(ConfigurationMap map, string path, ConfigurationErrors errors, ref T value, string? apart)
    {
        var given = new Dictionary<string, ConfigurationEntry>();
        var isRight = true;
        foreach (var entry in map.Entries.Where(entry => entry.Key != apart))
        {
            var entryPath = ConfigurationPath.Of(path, entry.Key);
            if (keys.Find(key => key.Name == entry.Key) is not { } key)
                isRight = errors.Add(entry.Position, entryPath, Unknown(entry.Key, apart));
            else if (entry.Value.IsNull && !key.TakesNull)
                continue;
            else if (!given.TryAdd(key.Target, entry))
                isRight = errors.Add(entry.Position, entryPath, Twice(given[key.Target]));
            else
                isRight &= key.TryRead(ref value, entry, entryPath, errors);
        }

        foreach (var missing in keys.Where(key => key.IsRequired && !given.ContainsKey(key.Name)))
            isRight = errors.Add(map.Position, ConfigurationPath.Of(path, missing.Name), $"it is missing; give {missing.Expected}.");
        return isRight && Obeys(map, path, errors, given, value);
    }

    private static string Twice(ConfigurationEntry before) => $"'{before.Key}' at {before.Position} gives the same; set one of the two to null.";

    private string Unknown(string key, string? apart)
    {
        var names = apart is null ? Names : Names.Prepend(apart);
        return names.Any() ? $"there is no such key; did you mean '{NearestName.Of(key, names)}'?" : "there are no keys here; remove it.";
    }

    private bool Obeys(ConfigurationMap map, string path, ConfigurationErrors errors, Dictionary<string, ConfigurationEntry> given, T value)
    {
        var isRight = true;
        foreach (var (key, findProblem) in rules)
        {
            if (findProblem(value) is not { } problem)
                continue;
            var position = given.TryGetValue(key, out var entry) ? entry.Value.Position : map.Position;
            isRight = errors.Add(position, ConfigurationPath.Of(path, key), problem);
        }

        return isRight;
    }

    // Of a key and its shorthands at most one, of a required key exactly one.
    private IEnumerable<JsonNode> Conditions(ConfigurationKey<T> key)
    {
        var ways = keys.Where(way => way.Target == key.Name).Select(way => Required(way.Name)).ToArray<JsonNode>();
        if (key.IsRequired)
            yield return new JsonObject { ["oneOf"] = new JsonArray(ways) };
        else if (ways.Length > 1)
            yield return new JsonObject { ["oneOf"] = new JsonArray([.. ways, NoneOf(ways)]) };
    }

    private static JsonObject Required(string name) => new JsonObject { ["required"] = new JsonArray(name) };

    private static JsonObject NoneOf(JsonNode[] ways) =>
        new JsonObject { ["not"] = new JsonObject { ["anyOf"] = new JsonArray([.. ways.Select(way => way.DeepClone())]) } };
}
