using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Tests.Durable;

public sealed class ActivityLimitNamesTests
{
    private const string Key = "extensions.durableTask.storageProvider.concurrencyLimits.";

    [Theory]
    [InlineData("callbroker")]
    [InlineData("Score")]
    [InlineData("Off")]
    public void Limit_NameOfAnActivity_IsNoProblem(string name) => Assert.Empty(WarningsFor(name, typeof(Functions)));

    [Theory]
    [InlineData("CalBroker", "CallBroker")]
    [InlineData("scores", "Score")]
    [InlineData("ScoreFunction", "Score")]
    [InlineData("Cycle", "Score")]
    public void Limit_UnknownName_IsWarnedOfWithKeyAndNearestName(string name, string nearest)
    {
        var warning = Assert.Single(WarningsFor(name, typeof(Functions)));
        Assert.Contains($"{Key}{name} ", warning, StringComparison.Ordinal);
        Assert.Contains($"nearest is '{nearest}'", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Limit_NoActivities_IsWarnedOf()
        => Assert.Contains("no activities", Assert.Single(WarningsFor("Score", typeof(OrchestratorOnly))), StringComparison.Ordinal);

    private static List<string> WarningsFor(string limited, Type functions)
    {
        var folder = new ScriptFolder(
            $$$"""{ "extensions": { "durableTask": { "storageProvider": { "concurrencyLimits": { "{{{limited}}}": 2 } } } } }""");
        var log = new WarningLog();
        using var host = RunningHost.Build(folder, [functions], builder =>
        {
            builder.Logging.AddProvider(log);
            builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("AzureWebJobs:Off:Disabled", "true")]);
        });
        Assert.Equal(2, host.Services.GetRequiredService<IOptions<EmbeddedEngineOptions>>().Value.ActivityLimits[limited]);
        return log.Warnings;
    }

    public static class OrchestratorOnly
    {
        [Function("Cycle")]
        public static Task Cycle([OrchestrationTrigger] TaskOrchestrationContext context) => Task.CompletedTask;
    }

    public static class Functions
    {
        [Function("Cycle")]
        public static Task Cycle([OrchestrationTrigger] TaskOrchestrationContext context) => Task.CompletedTask;

        [Function("CallBroker")]
        public static int CallBroker([ActivityTrigger] int order) => order;

        [Function("ScoreFunction")]
        public static int Score([ActivityTrigger(Activity = "Score")] int strategy) => strategy;

        [Function("Off")]
        public static int Off([ActivityTrigger] int number) => number;
    }

    private sealed class WarningLog : ILoggerProvider, ILogger
    {
        public List<string> Warnings { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
                Warnings.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
