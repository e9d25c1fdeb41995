using System.Globalization;
using System.Text.Json;

namespace Serverless.Cli.Simulation;

/// <summary>Settings of a replay as the functions host takes them: names with double underscores.</summary>
internal static class HostSettings
{
    /// <summary>All of them, also those at their defaults.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(SimulationSettings settings) =>
    [
        new("Evaluation__Seed", Text(settings.Seed)),
        new("Evaluation__Strategies", Text(settings.Strategies)),
        new("Evaluation__Symbols", string.Join(',', settings.Symbols)),
        .. Flat("Evaluation", JsonSerializer.SerializeToElement(settings.Evaluation)),
        .. Flat("Lifecycle", JsonSerializer.SerializeToElement(settings.Lifecycle)),
        .. Flat("Monitoring", JsonSerializer.SerializeToElement(settings.Monitoring)),
        .. settings.Regimes.Select(source => KeyValuePair.Create($"Regimes__{source.Key.Replace("_", "", StringComparison.Ordinal)}", source.Value)),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Flat(string name, JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().SelectMany(property => Flat($"{name}__{property.Name}", property.Value))
        : [new(name, value.ToString())];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
