using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

internal sealed class TextType : ConfigurationType<string>
{
    public override string Expected => "a text";

    public override bool TryRead(ConfigurationNode node, string path, string? current, ConfigurationErrors errors, out string value)
    {
        value = (node as ConfigurationScalar)?.Text ?? "";
        return !string.IsNullOrWhiteSpace(value) || errors.Add(node, path, Expected);
    }

    public override JsonNode Write(string value) => JsonValue.Create(value);

    public override JsonObject Describe() => new() { ["type"] = "string", ["minLength"] = 1 };
}
