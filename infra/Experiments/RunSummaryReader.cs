using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Audit;
using Serverless.Infra.Runs;

namespace Serverless.Infra.Experiments;

/// <summary>
/// Reads a run's <c>summary.json</c> as a record, whatever the run was: those of backtests, portfolios, sweeps, optimisations and
/// examinations name what they share alike.
/// </summary>
internal static class RunSummaryReader
{
    /// <summary>The record.</summary>
    /// <param name="summary">Bytes of the file.</param>
    /// <param name="name">Name of the experiment.</param>
    /// <param name="at">When it was recorded.</param>
    /// <param name="locate">Where a file of the run lies, by its name.</param>
    /// <exception cref="InvalidDataException">It is no summary of a run; the message says what it lacks.</exception>
    public static ExperimentRecord Read(ReadOnlyMemory<byte> summary, string name, DateTimeOffset at, Func<string, string> locate)
    {
        try
        {
            if (JsonNode.Parse(summary.Span) is not JsonObject root)
                throw new InvalidDataException($"{RunFiles.SummaryName} is no JSON object.");
            var record = Read(root, name, at, locate);
            var itself = new ExperimentArtefact(RunFiles.SummaryName, locate(RunFiles.SummaryName), AuditHash.OfContent(summary.Span));
            return record with { Artefacts = [.. record.Artefacts, itself] };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{RunFiles.SummaryName} is no summary of a run: {error.Message}", error);
        }
    }

    private static ExperimentRecord Read(JsonObject root, string name, DateTimeOffset at, Func<string, string> locate)
    {
        var members = (root["strategies"] ?? root["models"]) as JsonArray;
        var failure = root["failure"] as JsonObject;
        var closedOut = members?.OfType<JsonObject>().FirstOrDefault(member => member["failure"] is JsonObject);
        var strategies = StrategiesOf(root["configuration"]);
        return new ExperimentRecord
        {
            Id = Text(root, "runId"),
            Name = ExperimentName.Check(name),
            Kind = Enum.Parse<ExperimentKind>(root["kind"]?.ToString() ?? (root["symbol"] is null ? nameof(ExperimentKind.Portfolio) : nameof(ExperimentKind.Backtest)), ignoreCase: true),
            Status = failure is not null ? ExperimentStatus.Failed : closedOut is not null ? ExperimentStatus.Partial : ExperimentStatus.Completed,
            Error = failure is not null ? Reason(failure) : closedOut is not null ? $"{closedOut["name"]}: {Reason((JsonObject)closedOut["failure"]!)}" : null,
            RecordedAt = at,
            LastRunAt = at,
            ConfigurationHash = Text(root, "configurationHash"),
            DataHash = Text(root, "dataHash"),
            CodeVersion = Text(root, "codeVersion"),
            ResultHash = Text(root, "runHash"),
            Models = [.. strategies.Select(strategy => strategy.Model)],
            Data = DataOf(root),
            Parameters = ParametersOf(strategies, root["best"] as JsonObject),
            Metrics = SummaryFigures.Of(root),
            Artefacts = [.. (root["tables"] as JsonArray ?? []).OfType<JsonObject>()
                .Select(table => new ExperimentArtefact(Text(table, "file"), locate(Text(table, "file")), Text(table, "sha256")))],
        };
    }

    // A run has a list of strategies, a platform a map of models.
    private static List<(ExperimentModel Model, JsonObject Parameters)> StrategiesOf(JsonNode? configuration) => configuration switch
    {
        JsonObject run when run["strategies"] is JsonArray strategies => [.. strategies.OfType<JsonObject>().Select(one => StrategyOf(Text(one, "name"), one))],
        JsonObject platform when platform["models"] is JsonObject models => [.. models.Select(pair => StrategyOf(pair.Key, pair.Value as JsonObject ?? []))],
        _ => [],
    };

    private static (ExperimentModel Model, JsonObject Parameters) StrategyOf(string name, JsonObject one) =>
        (new ExperimentModel(name, one["version"]?.ToString() ?? ""), one["parameters"] as JsonObject ?? []);

    private static ImmutableSortedDictionary<string, string> ParametersOf(List<(ExperimentModel Model, JsonObject Parameters)> strategies, JsonObject? best)
    {
        var parameters = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (strategy, place) in strategies.Select((strategy, place) => (strategy, place)))
        {
            // A strategy may stand in a run several times.
            var earlier = strategies.Take(place).Count(other => other.Model.Name == strategy.Model.Name);
            var prefix = strategies.Count == 1 ? "" : earlier == 0 ? $"{strategy.Model.Name}/" : $"{strategy.Model.Name} #{earlier + 1}/";
            foreach (var (key, value) in strategy.Parameters)
                parameters[prefix + key] = value?.ToString() ?? "";
        }

        // A search over several models names what it tried MODEL.parameter.
        foreach (var (key, value) in best ?? [])
        {
            var owner = strategies.FirstOrDefault(strategy => key.StartsWith($"{strategy.Model.Name}.", StringComparison.Ordinal)).Model?.Name;
            var name = owner is null ? key : key[(owner.Length + 1)..];
            parameters[owner is null || strategies.Count == 1 ? name : $"{owner}/{name}"] = value?.ToString() ?? "";
        }

        return parameters.ToImmutable();
    }

    private static IReadOnlyList<ExperimentData> DataOf(JsonObject root) => (root["series"] ?? root["symbols"]) is JsonArray several
        ? [.. several.OfType<JsonObject>().Where(symbol => symbol["dataHash"] is not null)
            .Select(symbol => new ExperimentData(Text(symbol, "symbol"), symbol["timeframe"]?.ToString() ?? "", Text(symbol, "dataHash")))]
        : root["symbol"] is { } only ? [new ExperimentData(only.ToString(), root["timeframe"]?.ToString() ?? "", Text(root, "dataHash"))] : [];

    private static string Reason(JsonObject failure) => failure["reason"]?.ToString() ?? "it failed";

    private static string Text(JsonObject node, string key) => node[key] is JsonValue value && value.GetValueKind() == JsonValueKind.String
        ? value.GetValue<string>()
        : throw new InvalidDataException($"{RunFiles.SummaryName} has no text '{key}'; run again with this version to record it.");
}
