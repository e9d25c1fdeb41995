using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Serverless.Core.Tests.Backtesting.Runs;

/// <summary>
/// Validates a value against a JSON Schema (draft 2020-12), as far as the schemas of configurations go: an unknown keyword is a problem.
/// </summary>
internal static class JsonSchemaCheck
{
    public static string? FindProblem(JsonObject schema, JsonNode? value, string path = "")
    {
        foreach (var (keyword, argument) in schema)
        {
            if (FindProblem(schema, keyword, argument!, value, path) is { } problem)
                return $"{path}: {problem}";
        }

        return null;
    }

    private static string? FindProblem(JsonObject schema, string keyword, JsonNode argument, JsonNode? value, string path) => keyword switch
    {
        "$schema" or "title" or "description" or "default" => null,
        "type" => Must(IsOf(argument, value), $"not of type {argument}"),
        "enum" => Must(argument.AsArray().Any(one => JsonNode.DeepEquals(one, value)), $"not one of {argument.ToJsonString()}"),
        "const" => Must(JsonNode.DeepEquals(argument, value), $"not {argument}"),
        "minimum" => Must(Number(value) is not { } number || number >= Number(argument), $"below {argument}"),
        "maximum" => Must(Number(value) is not { } number || number <= Number(argument), $"above {argument}"),
        "exclusiveMinimum" => Must(Number(value) is not { } number || number > Number(argument), $"not above {argument}"),
        "exclusiveMaximum" => Must(Number(value) is not { } number || number < Number(argument), $"not below {argument}"),
        "minLength" => Must(Text(value) is not { } text || text.Length >= Number(argument), "too short"),
        "pattern" => Must(Text(value) is not { } text || Regex.IsMatch(text, argument.ToString()), $"not like {argument}"),
        "minItems" => Must(value is not JsonArray items || items.Count >= Number(argument), "too few items"),
        "items" => value is JsonArray all ? all.Select((item, index) => FindProblem(argument.AsObject(), item, $"{path}[{index}]")).FirstOrDefault(found => found is not null) : null,
        "required" => Must(value is not JsonObject map || argument.AsArray().All(key => map.ContainsKey(key!.ToString())), $"without {argument.ToJsonString()}"),
        "properties" => value is JsonObject map
            ? map.Where(entry => argument[entry.Key] is not null).Select(entry => FindProblem(argument[entry.Key]!.AsObject(), entry.Value, $"{path}.{entry.Key}")).FirstOrDefault(found => found is not null)
            : null,
        "additionalProperties" => value is JsonObject map
            ? map.Where(entry => schema["properties"]?[entry.Key] is null).Select(entry => argument is JsonObject inner ? FindProblem(inner, entry.Value, $"{path}.{entry.Key}") : $"'{entry.Key}' is unknown").FirstOrDefault(found => found is not null)
            : null,
        "allOf" => argument.AsArray().Select(inner => FindProblem(inner!.AsObject(), value, path)).FirstOrDefault(found => found is not null),
        "anyOf" => Must(Fitting(argument, value, path) > 0, "fits none of the alternatives"),
        "oneOf" => Must(Fitting(argument, value, path) == 1, $"fits {Fitting(argument, value, path)} of the alternatives"),
        "not" => Must(FindProblem(argument.AsObject(), value, path) is not null, "fits what it must not"),
        _ => $"the keyword {keyword} is unknown",
    };

    private static int Fitting(JsonNode schemas, JsonNode? value, string path) =>
        schemas.AsArray().Count(inner => FindProblem(inner!.AsObject(), value, path) is null);

    private static bool IsOf(JsonNode type, JsonNode? value) =>
        type is JsonArray several ? several.Any(one => IsOf(one!, value)) : (type.ToString(), value?.GetValueKind()) switch
        {
            ("null", null or JsonValueKind.Null) => true,
            ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
            ("integer", JsonValueKind.Number) => Number(value) is { } number && number == Math.Floor(number),
            _ => false,
        };

    private static string? Must(bool isRight, string problem) => isRight ? null : problem;

    private static double? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString()) : null;

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.ToString() : null;
}
