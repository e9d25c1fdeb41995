using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Serverless.Core.Metrics;

namespace Serverless.Infra.Experiments;

/// <summary>All numbers of a run's summary by name; see <see cref="ExperimentRecord.Metrics"/>.</summary>
internal static class SummaryFigures
{
    // What decides a run, and what its files are, are no results of it.
    private static readonly string[] NoFigures = ["schema", "configuration", "tables", "held", "best", "parameters", "budget"];

    // Lists of what a run is made up of, each with figures of its own.
    private static readonly string[] Parts = ["strategies", "models", "symbols", "regimes", "limits"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static ImmutableSortedDictionary<string, double> Of(JsonObject summary)
    {
        var figures = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        Add(figures, "", summary);
        foreach (var part in Parts.SelectMany(key => summary[key] as JsonArray ?? []).OfType<JsonObject>())
            Add(figures, $"{NameOf(part)}/", part);
        if (Balanced(summary["figures"]) is { } score)
            figures["balanced_performance"] = score;
        return figures.ToImmutable();
    }

    private static void Add(ImmutableSortedDictionary<string, double>.Builder figures, string prefix, JsonObject group)
    {
        foreach (var (key, node) in group)
        {
            if (NoFigures.Contains(key))
                continue;
            if (node is JsonObject inner)
                Add(figures, prefix + key switch { "figures" => "", "search" => "search/", _ => $"{SnakeCase(key)}." }, inner);
            else if (node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.GetValue<double>() is var figure && double.IsFinite(figure))
                figures[prefix + SnakeCase(key)] = figure;
        }
    }

    private static string NameOf(JsonObject part) =>
        (part["name"] ?? part["symbol"] ?? part["regime"])?.ToString() ?? $"{part["limit"]} {part["subject"]}";

    private static string SnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static double? Balanced(JsonNode? figures)
    {
        try
        {
            return figures?.Deserialize<PerformanceMetrics>(Json) is { } metrics ? BalancedPerformance.Of(metrics) : null;
        }
        catch (JsonException)
        {
            return null; // figures of a version that had fewer
        }
    }
}
