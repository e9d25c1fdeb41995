using Microsoft.DurableTask.Abstractions;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Tests.Harness;
using static Microsoft.DurableTask.Worker.DurableTaskWorkerOptions;

namespace Microsoft.DurableTask.Tests.Semantics;

public sealed class VersioningTests
{
    [Theory]
    [InlineData("1.10", "1.9", 1)]
    [InlineData("1.0", "1.0", 0)]
    [InlineData("", "1.0", -1)]
    [InlineData("1.0", "", 1)]
    [InlineData("", "", 0)]
    [InlineData("beta", "ALPHA", 1)]
    [InlineData("Beta", "bETA", 0)]
    public void CompareVersions_NumericElseText_EmptyIsLowest(string source, string other, int sign)
        => Assert.Equal(sign, Math.Sign(TaskOrchestrationVersioningUtils.CompareVersions(source, other)));

    [Fact]
    public async Task Start_WithoutVersion_TakesTheClientsDefaultOrEmpty()
    {
        await using var engine = await StartAsync(null);
        Assert.Equal("", (await engine.RunAsync("Version")).ReadOutputAs<string>());
        Assert.Equal("3.1", (await engine.RunAsync("Version", options: new() { Version = "3.1" })).ReadOutputAs<string>());
    }

    [Fact]
    public async Task SubOrchestration_Version_IsOptionsElseWorkerDefault()
    {
        await using var engine = await StartAsync(new() { DefaultVersion = "2.0" });
        Assert.Equal(["2.0", "5"], (await engine.RunAsync("Children")).ReadOutputAs<List<string>>());
    }

    [Fact]
    public async Task EntityStart_WithoutVersion_TakesTheWorkersDefault()
    {
        await using var engine = await StartAsync(new() { DefaultVersion = "2.0" });
        var id = (await engine.RunAsync("FromEntity")).ReadOutputAs<string>()!;
        Assert.Equal("2.0", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Activity_VersionNotRegistered_RunsTheUnversionedOneOnlyIfItsNameHasNoVersions()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string>("Call", async context =>
            {
                var inherited = await context.CallActivityAsync<string>("Plain");
                var chosen = await context.CallActivityAsync<string>("Plain", new TaskOptions { Version = "9" });
                try
                {
                    return inherited + chosen + await context.CallActivityAsync<string>("Versioned", new TaskOptions { Version = "9" });
                }
                catch (TaskFailedException e)
                {
                    return inherited + chosen + e.FailureDetails.ErrorType;
                }
            })
            .AddActivityFunc<string>("Plain", context => Task.FromResult($"as {context.Version} "))
            .AddActivityFunc<string>("Versioned", context => Task.FromResult("unversioned"))
            .AddActivityFunc<object?, string>("Versioned", new TaskVersion("8"), (_, _) => Task.FromResult("8")));
        var end = await engine.RunAsync("Call", options: new() { Version = "1.0" });
        Assert.Equal("as 1.0 as 9 ActivityTaskNotFound", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Registry_TwoVersionsOfAnOrchestrator_RunsTheRightOne()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, int>("V", new TaskVersion("1"), (_, _) => Task.FromResult(1))
            .AddOrchestratorFunc<object?, int>("V", new TaskVersion("2"), (_, _) => Task.FromResult(2)));
        Assert.Equal(1, (await engine.RunAsync("V", options: new() { Version = "1" })).ReadOutputAs<int>());
        Assert.Equal(2, (await engine.RunAsync("V", options: new() { Version = "2" })).ReadOutputAs<int>());
    }

    [Theory]
    [InlineData(VersionMatchStrategy.None, "9.0", true)]
    [InlineData(VersionMatchStrategy.Strict, "2.0", true)]
    [InlineData(VersionMatchStrategy.Strict, "1.0", false)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "1.0", true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "2.1", false)]
    public async Task Strategy_Fail_FailsWhatDoesNotMatch(VersionMatchStrategy strategy, string version, bool runs)
    {
        await using var engine = await StartAsync(
            new() { Version = "2.0", MatchStrategy = strategy, FailureStrategy = VersionFailureStrategy.Fail });
        var end = await engine.RunAsync("Version", options: new() { Version = version });
        Assert.Equal(runs ? null : "VersionMismatch", end.FailureDetails?.ErrorType);
    }

    [Fact]
    public async Task Strategy_Reject_LeavesTheInstancePending()
    {
        await using var engine = await StartAsync(new() { Version = "2.0", MatchStrategy = VersionMatchStrategy.Strict });
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Version", new StartOrchestrationOptions { Version = "1.0" });
        await engine.RunAsync("Version", options: new() { Version = "2.0" });
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.Client.GetInstanceAsync(id))!.RuntimeStatus);
    }

    private static Task<TestEngine> StartAsync(VersioningOptions? versioning)
        => TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Version", context => Task.FromResult(context.Version))
                .AddOrchestratorFunc<List<string>>("Children", async context =>
                [
                    await context.CallSubOrchestratorAsync<string>("Version"),
                    await context.CallSubOrchestratorAsync<string>("Version", new SubOrchestrationOptions { Version = "5" }),
                ])
                .AddOrchestratorFunc<string>("FromEntity", context => context.Entities.CallEntityAsync<string>(new("starter", ""), "start"))
                .AddEntity<Starter>("starter"),
            worker: options => options.Versioning = versioning);

    private sealed class Starter : TaskEntity<int>
    {
        public string Start(TaskEntityContext context)
            => context.ScheduleNewOrchestration("Version", new StartOrchestrationOptions { Version = "" });
    }
}
