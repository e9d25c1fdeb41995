using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

internal sealed class OptionalType<T>(ConfigurationType<T> type) : ConfigurationType<T?>
    where T : struct
{
    public override string Expected => $"{type.Expected}, or null";

    internal override bool TakesNull => true;

    public override bool TryRead(ConfigurationNode node, string path, T? current, ConfigurationErrors errors, out T? value)
    {
        value = null;
        if (node.IsNull)
            return true;
        if (!type.TryRead(node, path, type.Initial, errors, out var read))
            return false;
        value = read;
        return true;
    }

    public override JsonNode? Write(T? value) => value is { } some ? type.Write(some) : null;

    public override JsonObject Describe() => new() { ["anyOf"] = new JsonArray(type.Describe(), new JsonObject { ["type"] = "null" }) };
}
