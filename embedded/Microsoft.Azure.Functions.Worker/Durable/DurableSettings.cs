using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker.Durable.Http;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Timers;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>The engine's settings: extensions.durableTask of host.json, and the folder of the journal.</summary>
internal sealed partial class DurableSettings
{
    private const string JournalFolderSetting = "DurableJournalFolder";

    private const string LimitsKey = "storageProvider:concurrencyLimits";

    private const string RetentionKey = "storageProvider:retention";

    private const string ManagementApi = "storageProvider:managementApi";

    private static readonly OrchestrationRuntimeStatus[] Finished =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    private readonly IConfigurationSection section;
    private readonly bool isReplay;

    /// <exception cref="InvalidOperationException">The hub's name is not allowed.</exception>
    public DurableSettings(HostJson json, IConfiguration settings, ScriptRoot root)
    {
        section = json.DurableTask;
        HubName = SettingReference.Resolve(section["hubName"] ?? "TestHubName", settings, "host.json: extensions.durableTask.hubName");
        if (!ValidHub().IsMatch(HubName))
        {
            throw new InvalidOperationException(
                $"host.json: extensions.durableTask.hubName is '{HubName}'; it must be 3 to 45 letters and digits and start with a letter.");
        }

        JournalFolder = Path.GetFullPath(settings[JournalFolderSetting] ?? Path.Combine(".durable", HubName), root.Folder);
        isReplay = settings[VirtualTime.Start] is not null;
    }

    public string HubName { get; }

    public string JournalFolder { get; }

    /// <summary>Whether the management API answers, as the vendor's always does: with its system key, and without a trace of who used it.</summary>
    public bool HasManagementApi => Value(ManagementApi, true);

    public string ConnectionName => section["storageProvider:connectionName"] ?? "Storage";

    /// <summary>The key of an activity's limit; for messages.</summary>
    public static string PathOfLimit(string activity) => PathOf($"{LimitsKey}:{activity}");

    public void Apply(EmbeddedEngineOptions options)
    {
        options.HubName = HubName;
        options.JournalFolder = JournalFolder;
        options.FlushToDisk = !isReplay; // what a power cut takes of a replay can be replayed
        options.Semantics = EngineSemantics.Functions;
        options.ThrowStatusExceptionsOnRaiseEvent = Value<bool?>("throwStatusExceptionsOnRaiseEvent", null);
        options.MaxConcurrentActivities = Positive("maxConcurrentActivityFunctions") ?? options.MaxConcurrentActivities;
        options.MaxConcurrentOrchestrators = Positive("maxConcurrentOrchestratorFunctions") ?? options.MaxConcurrentOrchestrators;
        options.MaxConcurrentEntities = Positive("maxConcurrentEntityFunctions") ?? options.MaxConcurrentEntities;
        options.MaxEntityOperationBatchSize = Positive("maxEntityOperationBatchSize") ?? options.MaxEntityOperationBatchSize;
        options.RollbackEntityOperationsOnExceptions =
            Value("rollbackEntityOperationsOnExceptions", options.RollbackEntityOperationsOnExceptions);
        foreach (var limit in section.GetSection(LimitsKey).GetChildren())
            options.ActivityLimits[limit.Key] = Positive($"{LimitsKey}:{limit.Key}")
                ?? throw new InvalidOperationException($"host.json: {PathOfLimit(limit.Key)} has no value; it must be 1 or more.");
        if (Positive("http:defaultAsyncRequestSleepTimeMilliseconds") is { } sleep)
            options.Properties[HttpCall.SleepProperty] = (double)sleep;
        foreach (var kept in section.GetSection(RetentionKey).GetChildren())
            options.Retention[StatusOf(kept.Key)] = TimeOf($"{RetentionKey}:{kept.Key}");
    }

    public void Apply(DurableTaskWorkerOptions options)
    {
        options.EnableEntitySupport = true;
        if (section["defaultVersion"] is not { } version)
            return;
        options.Versioning = new DurableTaskWorkerOptions.VersioningOptions
        {
            Version = version,
            DefaultVersion = version,
            MatchStrategy = Value("versionMatchStrategy", DurableTaskWorkerOptions.VersionMatchStrategy.CurrentOrOlder),
            FailureStrategy = Value("versionFailureStrategy", DurableTaskWorkerOptions.VersionFailureStrategy.Reject),
        };
    }

    private static OrchestrationRuntimeStatus StatusOf(string key)
        => Finished.Where(status => key.Equals($"{status}", StringComparison.OrdinalIgnoreCase)).Cast<OrchestrationRuntimeStatus?>().SingleOrDefault()
            ?? throw new InvalidOperationException(
                $"host.json: {PathOf(RetentionKey)} has the key '{key}'; it must be one of {string.Join(", ", Finished)}.");

    private TimeSpan TimeOf(string key) => Value(key, TimeSpan.Zero) is var time && time > TimeSpan.Zero
        ? time
        : throw new InvalidOperationException($"host.json: {PathOf(key)} is '{section[key]}'; it must be a time above zero, such as 30.00:00:00 for 30 days.");

    private int? Positive(string key) => Value<int?>(key, null) switch
    {
        null => null,
        > 0 and var number => number,
        var number => throw new InvalidOperationException($"host.json: {PathOf(key)} is {number}; it must be 1 or more."),
    };

    private T Value<T>(string key, T otherwise)
    {
        try
        {
            return section.GetValue(key, otherwise)!;
        }
        catch (InvalidOperationException e)
        {
            var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
            throw new InvalidOperationException($"host.json: {PathOf(key)} is '{section[key]}', which is not a {type.Name}.", e);
        }
    }

    private static string PathOf(string key) => "extensions.durableTask." + key.Replace(':', '.');

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,44}$")]
    private static partial Regex ValidHub();
}
