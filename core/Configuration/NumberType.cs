using System.Globalization;
using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

internal sealed class NumberType(NumberBounds bounds) : ConfigurationType<double>
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public override string Expected => $"a number{bounds}";

    public override bool TryRead(ConfigurationNode node, string path, double current, ConfigurationErrors errors, out double value)
    {
        value = 0;
        if (node is not ConfigurationScalar { IsQuoted: false, Text: var text }
            || !double.TryParse(text, Style, CultureInfo.InvariantCulture, out value)
            || !double.IsFinite(value) || !bounds.Contain(value))
        {
            return errors.Add(node, path, Expected);
        }

        // −0 is 0, also in the hash.
        value += 0.0;
        return true;
    }

    public override JsonNode Write(double value) => JsonValue.Create(value);

    public override JsonObject Describe()
    {
        var schema = new JsonObject { ["type"] = "number" };
        bounds.Describe(schema);
        return schema;
    }
}
