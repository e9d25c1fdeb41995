using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Tests.Harness;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Tests.Conformance;

/// <summary>A worker that takes on only some of the work.</summary>
public sealed class WorkItemFilterTests
{
    private readonly ServiceCollection services = new();

    [Fact]
    public void UseWorkItemFilters_OfTheRegistry_NamesEachTaskWithItsVersions()
    {
        services.AddDurableTaskWorker("w").AddTasks(Register).UseWorkItemFilters();
        services.AddDurableTaskWorker("other").AddTasks(Register);
        var filters = Filters("w");
        Assert.Equal(["Plain:", "Versioned:1,2"], filters.Orchestrations.Select(f => $"{f.Name}:{string.Join(',', f.Versions)}"));
        Assert.Equal(["Act:"], filters.Activities.Select(f => $"{f.Name}:{string.Join(',', f.Versions)}"));
        Assert.Equal(["Counter"], filters.Entities.Select(f => f.Name));
        Assert.True(Filters("other").IsEmpty);
    }

    [Fact]
    public void UseWorkItemFilters_StrictWorker_NamesOnlyItsVersion()
    {
        services.AddDurableTaskWorker("w").AddTasks(Register).UseWorkItemFilters().UseVersioning(
            new() { Version = "2", MatchStrategy = DurableTaskWorkerOptions.VersionMatchStrategy.Strict });
        Assert.All(Filters("w").Orchestrations, filter => Assert.Equal(["2"], filter.Versions));
    }

    [Fact]
    public void UseWorkItemFilters_Null_TakesOnEverything()
    {
        services.AddDurableTaskWorker("w").AddTasks(Register).UseWorkItemFilters().UseWorkItemFilters(null);
        Assert.True(Filters("w").IsEmpty);
    }

    [Fact]
    public void UseWorkItemFilters_NameThatIsNotRegistered_FailsValidation()
    {
        services.AddDurableTaskWorker("w").AddTasks(Register).UseWorkItemFilters(
            new() { Orchestrations = [new("plain", null), new("Typo", null)], Activities = [new() { Name = "act" }] });
        var error = Assert.Throws<OptionsValidationException>(() => Filters("w"));
        Assert.Contains("'w'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Orchestrations: [Typo]", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Activities", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_FiltersByTheRegistry_LeavesUnknownWorkPendingUntilTerminated()
    {
        await using var engine = await StartAsync(worker => worker.AddTasks(tasks => tasks
            .AddOrchestratorFunc("Known", context => context.CallActivityAsync<int>("Act"))
            .AddOrchestratorFunc("CallsUnknown", context => context.CallActivityAsync("Unknown"))
            .AddActivityFunc("Act", _ => 7)).UseWorkItemFilters());
        var unknown = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Unknown");
        var waiting = await engine.Client.ScheduleNewOrchestrationInstanceAsync("CallsUnknown");
        Assert.Equal(7, (await engine.RunAsync("Known")).ReadOutputAs<int>());
        await engine.Engine.WhenIdle().Within();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.Client.GetInstanceAsync(unknown))!.RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.Client.GetInstanceAsync(waiting))!.RuntimeStatus);
        await engine.Client.TerminateInstanceAsync(unknown, "never mind");
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOfAsync(unknown)).RuntimeStatus);
    }

    [Fact]
    public async Task Worker_EntityNotAmongTheFilters_KeepsItsSignals()
    {
        await using var engine = await StartAsync(
            worker => worker.AddTasks(Register).UseWorkItemFilters(new() { Activities = [new("Act", null)] }));
        var id = new EntityInstanceId("Counter", "1");
        await engine.Client.Entities.SignalEntityAsync(id, "Add", 1);
        await engine.Engine.WhenIdle().Within();
        Assert.Null(await engine.Client.Entities.GetEntityAsync(id));
    }

#pragma warning disable CS0618 // The vendor calls its orchestration filter experimental.
    [Fact]
    public async Task Worker_OrchestrationFilterSaysNo_LeavesTheInstancePending()
    {
        var filter = new DenyList();
        await using var engine = await StartAsync(
            worker => worker.AddTasks(tasks => tasks.AddOrchestratorFunc("Done", _ => 1)).UseOrchestrationFilter(filter));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.RunAsync("Done")).RuntimeStatus);
        filter.DeniedTag = "test";
        var tagged = new StartOrchestrationOptions { Tags = new Dictionary<string, string> { ["test"] = "true" } };
        var denied = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Done", tagged);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.RunAsync("Done")).RuntimeStatus);
        await engine.Engine.WhenIdle().Within();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.Client.GetInstanceAsync(denied))!.RuntimeStatus);
    }

    private sealed class DenyList : IOrchestrationFilter
    {
        public string? DeniedTag { get; set; }

        public async ValueTask<bool> IsOrchestrationValidAsync(OrchestrationFilterParameters info, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return info.Name == "Done" && !(DeniedTag is { } tag && info.Tags!.ContainsKey(tag));
        }
    }
#pragma warning restore CS0618

    private static void Register(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc("Plain", _ => 1)
        .AddOrchestratorFunc<int, int>("Versioned", new TaskVersion("2"), (_, input) => Task.FromResult(input))
        .AddOrchestratorFunc<int, int>("Versioned", new TaskVersion("1"), (_, input) => Task.FromResult(input))
        .AddActivityFunc("Act", _ => 1)
        .AddEntity<Counter>();

    private static Task<TestEngine> StartAsync(Action<IDurableTaskWorkerBuilder> configure)
        => TestEngine.StartAsync(_ => { }, services: services => services.AddDurableTaskWorker(configure));

    private DurableTaskWorkerWorkItemFilters Filters(string name)
        => services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<DurableTaskWorkerWorkItemFilters>>().Get(name);

    private sealed class Counter : TaskEntity<int>
    {
        public int Add(int amount) => State += amount;
    }
}
