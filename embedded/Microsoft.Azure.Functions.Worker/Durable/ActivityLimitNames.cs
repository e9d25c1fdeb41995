using Microsoft.Azure.Functions.Worker.Durable.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>Warns of limits that hold nothing back, because no activity has their name.</summary>
internal sealed partial class ActivityLimitNames(FunctionCatalog catalog, IOptions<DurableTaskRegistry> registry, ILogger<ActivityLimitNames> logger)
{
    public void Check(IEnumerable<string> limited)
    {
        // A disabled activity keeps its limit for the day on which it is enabled.
        var activities = catalog.All
            .Where(function => function.Trigger is ActivityTriggerAttribute)
            .Select(function => ((ActivityTriggerAttribute)function.Trigger).Activity ?? function.Name)
            .Union(registry.Value.GetActivities().Select(activity => activity.Key.Name), StringComparer.OrdinalIgnoreCase)
            .Where(name => name != HttpActivity.ReservedName)
            .ToList();
        foreach (var name in limited.Where(name => !activities.Contains(name, StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            if (activities.Count == 0)
                LogNoActivities(DurableSettings.PathOfLimit(name));
            else
                LogUnknown(DurableSettings.PathOfLimit(name), activities.MinBy(activity => Distance(activity, name))!);
        }
    }

    /// <summary>How many letters must be put in, left out or replaced to make one name the other, without case (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 0; i < one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < other.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(one[i]) == char.ToUpperInvariant(other[j]) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }

    [LoggerMessage(20, LogLevel.Warning, "host.json: {Key} limits nothing: there is no activity of that name; the nearest is '{Nearest}'")]
    private partial void LogUnknown(string key, string nearest);

    [LoggerMessage(21, LogLevel.Warning, "host.json: {Key} limits nothing: this application has no activities")]
    private partial void LogNoActivities(string key);
}
