using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Sweeps;

namespace Serverless.Infra.Experiments;

/// <summary>Runs side by side: in what they differ, and what came of it.</summary>
/// <param name="Records">The runs, in the order in which they were asked for.</param>
/// <param name="Settings">What is not the same in all of them, by key.</param>
/// <param name="Metrics">Every figure that one of them has, by name; those of the account first.</param>
public sealed record ExperimentComparison(
    IReadOnlyList<ExperimentRecord> Records, IReadOnlyList<ComparedSetting> Settings, IReadOnlyList<ComparedMetric> Metrics)
{
    // 1 where more is better, -1 where less is.
    private static readonly FrozenDictionary<string, int> Directions = SweepFigure.All
        .Where(figure => figure.Name is not ("trades" or "exposure")) // a matter of taste
        .ToDictionary(figure => figure.Name, figure => figure.LessIsBetter ? -1 : 1)
        .Append(new("final_equity", 1)).Append(new("profit", 1)).Append(new("recovery_factor", 1)).Append(new("payoff", 1)).Append(new("costs.total", -1))
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>Compares runs.</summary>
    /// <param name="records">At least two.</param>
    /// <param name="configurations">The whole configuration of each.</param>
    public static ExperimentComparison Of(IReadOnlyList<ExperimentRecord> records, IReadOnlyList<JsonNode> configurations)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(configurations);
        var settings = records.Zip(configurations, SettingsOf).ToList();
        var metrics = records.SelectMany(record => record.Metrics.Keys).Distinct()
            .OrderBy(name => name.Contains('/', StringComparison.Ordinal)).ThenBy(name => name, StringComparer.Ordinal);
        return new ExperimentComparison(
            records,
            [.. settings.SelectMany(one => one.Keys).Distinct().Order(StringComparer.Ordinal)
                .Select(key => new ComparedSetting(key, [.. settings.Select(one => one.GetValueOrDefault(key))]))
                .Where(setting => setting.Values.Distinct().Count() > 1)],
            [.. metrics.Select(name => Metric(name, [.. records.Select(record => record.Metrics.TryGetValue(name, out var figure) ? figure : (double?)null)]))]);
    }

    private static ComparedMetric Metric(string name, IReadOnlyList<double?> values) =>
        new(name, values, [.. values.Select(value => value - values[0])], BestOf(values, Directions.GetValueOrDefault(name[(name.LastIndexOf('/') + 1)..])));

    private static int? BestOf(IReadOnlyList<double?> values, int direction)
    {
        var ranked = values.Select((value, place) => (Value: value * direction, Place: place)).Where(one => one.Value is not null)
            .OrderByDescending(one => one.Value).ToList();
        return direction != 0 && ranked.Count > 1 && ranked[0].Value > ranked[1].Value ? ranked[0].Place : null;
    }

    private static Dictionary<string, string?> SettingsOf(ExperimentRecord record, JsonNode configuration)
    {
        var settings = new Dictionary<string, string?> { ["code_version"] = record.CodeVersion, ["data"] = record.DataHash };
        Flatten(configuration, "", settings);
        return settings;
    }

    private static void Flatten(JsonNode? node, string path, Dictionary<string, string?> settings)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (key, value) in map)
                    Flatten(value, path.Length == 0 ? key : $"{path}.{key}", settings);
                break;
            case JsonArray list when list.Any(item => item is JsonObject or JsonArray):
                for (var i = 0; i < list.Count; i++)
                    Flatten(list[i], $"{path}[{i}]", settings);
                break;
            default:
                settings[path] = node?.ToJsonString() ?? "null";
                break;
        }
    }
}
