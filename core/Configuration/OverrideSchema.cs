using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

/// <summary>The JSON Schema of files that lie over others: what is given is checked, and nothing need be given.</summary>
public static class OverrideSchema
{
    /// <summary>The schema of overrides of what <paramref name="schema"/> describes; values of named entries may be null, which takes them away.</summary>
    public static JsonObject Of(JsonObject schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var result = new JsonObject();
        foreach (var (keyword, value) in schema)
        {
            switch (keyword)
            {
                // Conditions on which keys are there; all of ours are.
                case "required" or "allOf" or "default":
                    break;
                // Without its type, a map may fit several.
                case "oneOf" or "anyOf":
                    result["anyOf"] = new JsonArray([.. value!.AsArray().Select(one => Of(one!.AsObject()))]);
                    break;
                case "properties":
                    result["properties"] = new JsonObject(value!.AsObject().Select(one => KeyValuePair.Create<string, JsonNode?>(one.Key, OrNull(one.Value!.AsObject()))));
                    break;
                case "additionalProperties" when value is JsonObject others:
                    result["additionalProperties"] = OrNull(others);
                    break;
                default:
                    result[keyword] = value!.DeepClone();
                    break;
            }
        }

        return result;
    }

    // Lists replace whole, so that what they hold is no override.
    private static JsonObject OrNull(JsonObject schema)
    {
        var over = schema["type"]?.ToString() == "array" ? schema.DeepClone().AsObject() : Of(schema);
        over.Remove("description", out var description);
        var result = new JsonObject { ["anyOf"] = new JsonArray(over, new JsonObject { ["type"] = "null" }) };
        if (description is not null)
            result.Insert(0, "description", description);
        return result;
    }
}
