using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.DurableTask.Tests.Harness;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Tests.Semantics;

public sealed class ObservabilityTests
{
    [Fact]
    public async Task Log_OrchestrationAndActivities_WritesEachEventOnceWithNameAndId()
    {
        var logs = new LogCollector();
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Run", async context =>
                {
                    await context.CallActivityAsync("Good");
                    await context.CallActivityAsync("Bad");
                })
                .AddActivityFunc("Good", _ => { })
                .AddActivityFunc("Bad", _ => throw new TimeoutException()),
            options => options.MaxOrchestratorsInMemory = 0,
            services: services => services.AddLogging(builder => builder.AddProvider(logs)));
        var id = (await engine.RunAsync("Run")).InstanceId;
        var entries = logs.Entries.Where(entry => entry.Category == "Microsoft.DurableTask.Worker").ToList();
        Assert.Equal([600, 603, 604, 603, 605, 602], entries.Select(entry => entry.Event.Id));
        Assert.Equal(
            ["OrchestrationStarted", "ActivityStarted", "ActivityCompleted", "ActivityStarted", "ActivityFailed", "OrchestrationFailed"],
            entries.Select(entry => entry.Event.Name));
        Assert.All(entries, entry => Assert.Equal(id, entry.State["InstanceId"]));
        Assert.Equal(["Run", "Good", "Good", "Bad", "Bad", "Run"], entries.Select(entry => entry.State["Name"]));
        Assert.Equal(6, logs.Entries.Count(entry => entry.Category == "Microsoft.DurableTask"));
    }

    [Fact]
    public async Task FailureDetails_PropertiesProvider_TravelsWithInnerFailures()
    {
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Run", context => context.CallActivityAsync("Bad"))
                .AddActivityFunc("Bad", _ => throw new InvalidOperationException("outer", new TimeoutException("inner"))),
            services: services => services.AddSingleton<IExceptionPropertiesProvider, LengthOfMessage>());
        var failure = (await engine.RunAsync("Run")).FailureDetails!.InnerFailure!;
        Assert.Equal(5, Convert.ToInt32(failure.Properties!["length"], null));
        Assert.Equal(5, Convert.ToInt32(failure.InnerFailure!.Properties!["length"], null));
    }

    [Fact]
    public async Task Tracing_OneRun_HasTheVendorsSpansInOneTrace()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.DurableTask",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.TraceId == root.TraceId)
                    spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using (var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Traced", async context =>
            {
                await context.CallActivityAsync("Step");
                await context.CreateTimer(TimeSpan.FromMilliseconds(1), default);
                await context.CallSubOrchestratorAsync("Sub");
                await context.WaitForExternalEvent<string>("Go");
            })
            .AddOrchestratorFunc("Sub", _ => { })
            .AddActivityFunc("Step", _ => { })))
        {
            var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Traced");
            await engine.Client.RaiseEventAsync(id, "Go");
            await engine.EndOfAsync(id);
            await engine.Engine.WhenIdle().Within();
        }

        Assert.Equal(
            [
                "activity:Step Client", "activity:Step Server", "create_orchestration:Traced Producer", "orchestration:Sub Client",
                "orchestration:Sub Server", "orchestration:Traced Server", "orchestration:Traced:timer Internal", "orchestration_event:Go Producer",
            ],
            spans.Select(span => $"{span.OperationName} {span.Kind}").Order(StringComparer.Ordinal));
        Assert.All(spans, span => Assert.NotNull(span.GetTagItem("durabletask.type")));
    }

    private sealed class LengthOfMessage : IExceptionPropertiesProvider
    {
        public IDictionary<string, object?> GetExceptionProperties(Exception exception)
            => new Dictionary<string, object?> { ["length"] = exception.Message.Length };
    }
}
