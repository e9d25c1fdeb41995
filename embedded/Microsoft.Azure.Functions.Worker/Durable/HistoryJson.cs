using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using DurableTask.Core.History;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>
/// A history as the management API shows it: one entry for a call and its answer, without the engine's own ids and episodes.
/// </summary>
internal static class HistoryJson
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    private static readonly string[] Hidden =
        ["EventId", "IsPlayed", "TaskScheduledId", "TimerId", "Version", "OrchestrationInstance", "ParentInstance"];

    public static JsonArray Of(IEnumerable<HistoryEvent> history, bool showInput, bool showOutput)
    {
        var calls = new Dictionary<int, JsonObject>();
        var joined = new HashSet<JsonObject>(ReferenceEqualityComparer.Instance);
        var entries = new List<JsonObject>();
        foreach (var happened in history)
        {
            if (happened is OrchestratorStartedEvent or OrchestratorCompletedEvent)
                continue;
            var entry = JsonSerializer.SerializeToNode(happened, happened.GetType(), Options)!.AsObject();
            if (happened is TaskScheduledEvent or SubOrchestrationInstanceCreatedEvent)
                calls[happened.EventId] = entry;
            if (CallOf(happened) is { } id && calls.TryGetValue(id, out var call))
            {
                Join(entry, call);
                joined.Add(call);
            }

            if (happened is ExecutionStartedEvent)
            {
                entry["FunctionName"] = Take(entry, "Name");
                entry.Remove("Tags");
            }

            Reduce(entry, showInput, showOutput);
            entries.Add(entry);
        }

        return new JsonArray([.. entries.Where(entry => !joined.Contains(entry))]);
    }

    private static int? CallOf(HistoryEvent happened) => happened switch
    {
        TaskCompletedEvent completed => completed.TaskScheduledId,
        TaskFailedEvent failed => failed.TaskScheduledId,
        SubOrchestrationInstanceCompletedEvent completed => completed.TaskScheduledId,
        SubOrchestrationInstanceFailedEvent failed => failed.TaskScheduledId,
        _ => null,
    };

    private static void Join(JsonObject answer, JsonObject call)
    {
        answer["ScheduledTime"] = call["Timestamp"]!.DeepClone();
        answer["FunctionName"] = call["Name"]!.DeepClone();
        if (call["Input"] is { } input)
            answer["Input"] = input.DeepClone();
    }

    private static void Reduce(JsonObject entry, bool showInput, bool showOutput)
    {
        foreach (var name in Hidden)
            entry.Remove(name);
        if (!showInput)
            entry.Remove("Input");
        if (!entry.ContainsKey("Result"))
            return;
        var result = Take(entry, "Result")?.GetValue<string>();
        if (showOutput)
            entry["Result"] = InstanceJson.Value(result);
    }

    private static JsonNode? Take(JsonObject entry, string name) => entry.Remove(name, out var value) ? value : null;
}
