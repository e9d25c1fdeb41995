using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

internal sealed class WholeType<T>(T min, T max) : ConfigurationType<T>
    where T : struct, IBinaryInteger<T>
{
    public override string Expected => $"a whole number from {min} to {max}";

    public override bool TryRead(ConfigurationNode node, string path, T current, ConfigurationErrors errors, out T value)
    {
        value = default;
        return (node is ConfigurationScalar { IsQuoted: false, Text: var text }
            && T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            && value >= min && value <= max) || errors.Add(node, path, Expected);
    }

    public override JsonNode? Write(T value) => JsonSerializer.SerializeToNode(value);

    public override JsonObject Describe() => new() { ["type"] = "integer", ["minimum"] = Write(min), ["maximum"] = Write(max) };
}
