using System.Globalization;
using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

internal sealed class InstantType : ConfigurationType<DateTime>
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    private const string Pattern =
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,7})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$";

    // March 1973: a smaller number is seconds, or a year.
    private const long FewestMilliseconds = 100_000_000_000;
    private static readonly long MostMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public override string Expected => "a time such as 2024-01-31, 2024-01-31T16:00Z or 1706716800000 (milliseconds since 1970)";

    public override bool TryRead(ConfigurationNode node, string path, DateTime current, ConfigurationErrors errors, out DateTime value)
    {
        value = default;
        if (node is not ConfigurationScalar { Text: var text } scalar)
            return errors.Add(node, path, Expected);
        if (!scalar.IsQuoted && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            if (milliseconds is < FewestMilliseconds || milliseconds > MostMilliseconds)
                return errors.Add(node, path, Expected);
            value = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
            return true;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out value) || errors.Add(node, path, Expected);
    }

    public override JsonNode Write(DateTime value) => JsonValue.Create(value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    public override JsonObject Describe() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["pattern"] = Pattern },
            new JsonObject { ["type"] = "integer", ["minimum"] = FewestMilliseconds }),
    };
}
