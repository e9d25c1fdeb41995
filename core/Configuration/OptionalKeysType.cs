using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

internal sealed class OptionalKeysType<T>(ConfigurationType<T> type) : ConfigurationType<T?>
    where T : class
{
    public override string Expected => $"{type.Expected}, or null";

    internal override bool TakesNull => true;

    public override bool TryRead(ConfigurationNode node, string path, T? current, ConfigurationErrors errors, out T? value)
    {
        value = null;
        if (node.IsNull)
            return true;
        var isRight = type.TryRead(node, path, current ?? type.Initial, errors, out var read);
        value = read;
        return isRight;
    }

    public override JsonNode? Write(T? value) => value is null ? null : type.Write(value);

    public override JsonObject Describe() => new() { ["anyOf"] = new JsonArray(type.Describe(), new JsonObject { ["type"] = "null" }) };
}
