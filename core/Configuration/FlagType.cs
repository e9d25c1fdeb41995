using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

internal sealed class FlagType : ConfigurationType<bool>
{
    public override string Expected => "true or false";

    public override bool TryRead(ConfigurationNode node, string path, bool current, ConfigurationErrors errors, out bool value)
    {
        value = node is ConfigurationScalar { IsQuoted: false, Text: "true" };
        return value || node is ConfigurationScalar { IsQuoted: false, Text: "false" } || errors.Add(node, path, Expected);
    }

    public override JsonNode Write(bool value) => JsonValue.Create(value);

    public override JsonObject Describe() => new() { ["type"] = "boolean" };
}
