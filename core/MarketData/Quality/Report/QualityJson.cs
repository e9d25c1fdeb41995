using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>Reports as JSON: an array, properties in camel case and a fixed order, enums by name, times in ISO 8601 UTC.</summary>
public static class QualityJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by people and parsers, never put into a page
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = false,
    };

    /// <summary>The document of some reports; derived figures (expected, coverage, verdict) are in it, too.</summary>
    public static string Write(IReadOnlyList<QualityReport> reports) => JsonSerializer.Serialize(reports, Options);

    /// <summary>The reports of a document.</summary>
    /// <exception cref="JsonException">The text is no such document.</exception>
    public static IReadOnlyList<QualityReport> Read(string json) =>
        JsonSerializer.Deserialize<IReadOnlyList<QualityReport>>(json, Options) ?? throw new JsonException("The document is null.");
}
