using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

internal sealed class OptionalTextType : ConfigurationType<string?>
{
    public override string Expected => $"{ConfigurationTypes.Text.Expected}, or null";

    internal override bool TakesNull => true;

    public override bool TryRead(ConfigurationNode node, string path, string? current, ConfigurationErrors errors, out string? value)
    {
        value = null;
        return node.IsNull || ConfigurationTypes.Text.TryRead(node, path, null, errors, out value!);
    }

    public override JsonNode? Write(string? value) => value is null ? null : ConfigurationTypes.Text.Write(value);

    public override JsonObject Describe() => new() { ["type"] = new JsonArray("string", "null"), ["minLength"] = 1 };
}
