using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>Reports as JSON: properties in camel case and a fixed order, enums by name, times in ISO 8601 UTC.</summary>
public static class QualityJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by people and parsers, never put into a page
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The text of a document; derived figures (expected, coverage, verdict) are in it, too.</summary>
    public static string Write(QualityDocument document) => JsonSerializer.Serialize(document, Options);

    /// <summary>The document of a text.</summary>
    /// <exception cref="JsonException">The text is no such document.</exception>
    public static QualityDocument Read(string json) =>
        JsonSerializer.Deserialize<QualityDocument>(json, Options) ?? throw new JsonException("The document is null.");
}
