using Microsoft.Azure.Functions.Worker.Durable;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Tests.Durable;

public sealed class DurableSettingsTests
{
    [Fact]
    public void Apply_HostJson_SetsTheEngine()
    {
        var settings = Settings("""
            "hubName": "%Hub%", "maxConcurrentActivityFunctions": 3, "maxConcurrentOrchestratorFunctions": 4, "maxConcurrentEntityFunctions": 5,
            "maxEntityOperationBatchSize": 6, "rollbackEntityOperationsOnExceptions": false, "throwStatusExceptionsOnRaiseEvent": true
            """);
        var options = new EmbeddedEngineOptions();
        settings.Apply(options);
        Assert.Equal(
            ("MyHub", 3, 4, 5, 6, false, true, EngineSemantics.Functions),
            (options.HubName, options.MaxConcurrentActivities, options.MaxConcurrentOrchestrators, options.MaxConcurrentEntities,
                options.MaxEntityOperationBatchSize, options.RollbackEntityOperationsOnExceptions, options.ThrowStatusExceptionsOnRaiseEvent,
                options.Semantics));
        Assert.EndsWith(Path.Combine(".durable", "MyHub"), options.JournalFolder, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_ConcurrencyLimits_AreNamedWithoutCase()
    {
        var options = new EmbeddedEngineOptions();
        Settings(""" "storageProvider": { "concurrencyLimits": { "Square": 2, "Report": 1 } } """).Apply(options);
        Assert.Equal((2, 2, 1), (options.ActivityLimits.Count, options.ActivityLimits["square"], options.ActivityLimits["REPORT"]));
    }

    [Fact]
    public void Apply_Retention_IsPerStatus()
    {
        var options = new EmbeddedEngineOptions();
        Settings(""" "storageProvider": { "retention": { "completed": "30.00:00:00", "Failed": "12:00:00" } } """).Apply(options);
        Assert.Equal(2, options.Retention.Count);
        Assert.Equal(TimeSpan.FromDays(30), options.Retention[OrchestrationRuntimeStatus.Completed]);
        Assert.Equal(TimeSpan.FromHours(12), options.Retention[OrchestrationRuntimeStatus.Failed]);
    }

    [Fact]
    public void Apply_Versions_SetTheWorker()
    {
        var options = new DurableTaskWorkerOptions();
        Settings(""" "defaultVersion": "2.0", "versionMatchStrategy": "Strict", "versionFailureStrategy": "Fail" """).Apply(options);
        Assert.Equal(
            ("2.0", "2.0", DurableTaskWorkerOptions.VersionMatchStrategy.Strict, DurableTaskWorkerOptions.VersionFailureStrategy.Fail),
            (options.Versioning!.Version, options.Versioning.DefaultVersion, options.Versioning.MatchStrategy, options.Versioning.FailureStrategy));
    }

    [Theory]
    [InlineData(""" "maxConcurrentActivityFunctions": 0 """, "maxConcurrentActivityFunctions is 0")]
    [InlineData(""" "maxConcurrentActivityFunctions": "many" """, "maxConcurrentActivityFunctions is 'many'")]
    [InlineData(""" "storageProvider": { "concurrencyLimits": { "Square": 0 } } """, "storageProvider.concurrencyLimits.Square is 0")]
    [InlineData(""" "storageProvider": { "concurrencyLimits": { "Square": null } } """, "storageProvider.concurrencyLimits.Square has no value")]
    [InlineData(""" "storageProvider": { "retention": { "Running": "1.00:00:00" } } """, "storageProvider.retention has the key 'Running'")]
    [InlineData(""" "storageProvider": { "retention": { "Failed": "00:00:00" } } """, "storageProvider.retention.Failed is '00:00:00'")]
    [InlineData(""" "storageProvider": { "retention": { "Failed": "soon" } } """, "storageProvider.retention.Failed is 'soon'")]
    [InlineData(""" "hubName": "my-hub" """, "hubName is 'my-hub'")]
    [InlineData(""" "hubName": "%Missing%" """, "'Missing'")]
    public void Apply_ValueOutOfRange_NamesTheKey(string json, string named)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Settings(json).Apply(new EmbeddedEngineOptions()));
        Assert.Contains(named, error.Message);
    }

    private static DurableSettings Settings(string durableTask)
    {
        var root = new ScriptRoot(new ScriptFolder($$"""{ "extensions": { "durableTask": { {{durableTask}} } } }""").Path);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Hub", "MyHub")]).Build();
        return new DurableSettings(HostJson.Read(root), settings, root);
    }
}
