using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Serverless.Core.Configuration;

/// <summary>Writes values as YAML that reads back as the same.</summary>
public static partial class ConfigurationYaml
{
    private static readonly string[] Reserved = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

    /// <summary>Writes keys with values, one a line; what lists hold stands on one line each.</summary>
    /// <param name="values">What <see cref="ConfigurationType{T}.Write"/> gives.</param>
    /// <param name="remark">A remark on the value that some keys lead to, or null for none.</param>
    public static string Write(JsonObject values, Func<IReadOnlyList<string>, string?>? remark = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var text = new StringBuilder();
        Write(values, [], remark ?? (_ => null), text);
        return text.ToString();
    }

    private static void Write(JsonObject map, List<string> keys, Func<IReadOnlyList<string>, string?> remark, StringBuilder text)
    {
        foreach (var (key, value) in map)
        {
            text.Append(' ', 2 * keys.Count).Append(Scalar(key)).Append(':');
            keys.Add(key);
            if (value is JsonObject { Count: > 0 } inner)
            {
                text.Append('\n');
                Write(inner, keys, remark, text);
            }
            else
            {
                text.Append(' ').Append(Value(value));
                if (remark(keys) is { } words)
                    text.Append("  # ").Append(words);
                text.Append('\n');
            }

            keys.RemoveAt(keys.Count - 1);
        }
    }

    private static string Value(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject map => $"{{{string.Join(", ", map.Select(entry => $"{Scalar(entry.Key)}: {Value(entry.Value)}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(Value))}]",
        _ when value.GetValueKind() == System.Text.Json.JsonValueKind.String => Scalar(value.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    // In quotes wherever another reader could take it for something else than text; JSON's quotes are YAML's.
    private static string Scalar(string text) =>
        Plain().IsMatch(text)
        && !Reserved.Contains(text, StringComparer.OrdinalIgnoreCase)
        && !double.TryParse(text, NumberStyles.Any, CultureInfo.InvariantCulture, out _)
            ? text
            : JsonValue.Create(text).ToJsonString();

    [GeneratedRegex("^(?!0[xob])[A-Za-z0-9_][A-Za-z0-9_.-]*$(?<![0-9]{4}-[0-9]{2}-[0-9]{2})")]
    private static partial Regex Plain();
}
