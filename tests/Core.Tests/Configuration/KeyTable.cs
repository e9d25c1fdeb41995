using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Testing;

namespace Serverless.Core.Tests.Configuration;

/// <summary>The table of keys that docs/ has of a configuration, made from its schema.</summary>
internal static class KeyTable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A file of docs/.</summary>
    public static string Document(string file) => File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", file)).ReplaceLineEndings("\n");

    /// <summary>Fails, with what it has to be, unless docs/ has the table of all keys; what is the same under several types stands once.</summary>
    /// <param name="file">Name of the page.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="closed">Keys whose own keys are described elsewhere.</param>
    public static void AssertDocumented(string file, JsonObject schema, params string[] closed) =>
        AssertContains(file, Rows(schema, "", closed).Distinct().Prepend("|---|---|---|---|").Prepend("| key | value | default | meaning |"));

    /// <summary>Fails, with what it has to be, unless docs/ has the schema.</summary>
    public static void AssertPublished(string file, JsonObject schema)
    {
        var expected = schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
        Assert.True(expected == Document(file), $"docs/{file} has to be:\n{expected}");
    }

    public static void AssertContains(string file, IEnumerable<string> rows)
    {
        var table = string.Join('\n', rows);
        Assert.True(Document(file).Contains($"\n\n{table}\n\n", StringComparison.Ordinal), $"docs/{file} and the code disagree; the table has to be:\n{table}\n");
    }

    private static IEnumerable<string> Rows(JsonObject schema, string path, string[] closed)
    {
        foreach (var (key, node) in schema["properties"]!.AsObject())
        {
            var property = node!.AsObject();
            if (property.ContainsKey("const"))
                continue;
            var full = path + key;
            yield return $"| `{full}` | {Value(property)} | {Default(property)} | {property["description"]} |";
            if (closed.Contains(key))
                continue;
            foreach (var row in Inner(key, full, property, closed))
                yield return row;
        }
    }

    private static IEnumerable<string> Inner(string key, string full, JsonObject property, string[] closed)
    {
        if (property["anyOf"]?[0] is JsonObject some)
            property = some;
        if (property["items"] is JsonObject item)
            (property, full) = (item, $"{full}[]");
        if (Named(property) is { } named)
            (property, full) = (named, $"{full}.NAME");
        if (key == "strategies")
        {
            // All strategies have the same keys beside their parameters.
            property = property["oneOf"]![0]!.AsObject();
        }

        if (property["properties"] is not null)
            return Rows(property, $"{full}.", closed);
        return (property["oneOf"] as JsonArray ?? []).SelectMany(one => Rows(one!.AsObject(), $"{full}.", closed)
            .Prepend($"| `{full}.type: {one["properties"]![0]!["const"]}` | | | {one["description"]} |"));
    }

    // What stands under a name; all that are known have the same keys.
    private static JsonObject? Named(JsonObject schema) => schema["additionalProperties"] switch
    {
        JsonObject other => other,
        JsonValue when schema["properties"]?.AsObject().FirstOrDefault().Value is JsonObject first && schema["properties"]!.AsObject().Count > 1
            && schema["properties"]!.AsObject().All(one => one.Value!["description"] is null) => first,
        _ => null,
    };

    private static string Value(JsonObject schema)
    {
        if (schema["enum"] is JsonArray names)
            return string.Join(", ", names.Select(name => $"`{name}`"));
        if (schema["anyOf"] is JsonArray any)
            return any[0]!["pattern"] is null ? Value(any[0]!.AsObject()) + " or null" : "date, time, or milliseconds since 1970";
        if (Named(schema) is { } named)
            return named["type"]!.ToString() == "number" ? $"{Value(named)}, by name" : "keys, by name";
        var bounds = new[] { ("minimum", "≥"), ("exclusiveMinimum", ">"), ("maximum", "≤"), ("exclusiveMaximum", "<") }
            .Where(bound => schema[bound.Item1] is { } limit && Math.Abs(double.Parse(limit.ToJsonString())) < 1e18)
            .Select(bound => $" {bound.Item2} {schema[bound.Item1]}");
        return (schema["type"] is JsonArray several ? string.Join(" or ", several) : schema["type"]!.ToString()) switch
        {
            "object" => "keys",
            "array" => "list",
            "integer" => "whole number",
            "string" => "text",
            "string or null" => "text or null",
            "boolean" => "true or false",
            var type => type,
        } + string.Concat(bounds);
    }

    private static string Default(JsonObject schema) => !schema.ContainsKey("default") ? "" : schema["default"] switch
    {
        JsonArray { Count: 0 } => "none",
        JsonArray or JsonObject => "see below",
        var value => $"`{value?.ToJsonString().Trim('"') ?? "null"}`",
    };
}
