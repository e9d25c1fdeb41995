using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests.Conformance;

/// <summary>Patterns that the vendor's integration tests run, on the in-process test host.</summary>
public sealed class PatternTests
{
    [Fact]
    public async Task SubOrchestration_RetriedUnderAFixedId_KeepsTagsAndSucceeds()
    {
        var options = new SubOrchestrationOptions(new RetryPolicy(2, TimeSpan.FromMilliseconds(1)), "child")
        {
            Tags = new Dictionary<string, string> { ["tag1"] = "value1", ["tag2"] = "value2" },
        };
        var runs = 0;
        await using var host = await DurableTaskTestHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int>("Parent", context => context.CallSubOrchestratorAsync<int>("Child", 2, options))
            .AddOrchestratorFunc<int, int>(
                "Child", (_, input) => ++runs == 1 ? throw new InvalidOperationException("first") : Task.FromResult(input)));
        var end = await RunAsync(host, "Parent");
        Assert.Equal((2, 2), (end.ReadOutputAs<int>(), runs));
        var child = await host.Client.GetInstanceAsync("child", Limit.Token);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, child!.RuntimeStatus);
        Assert.Equal(["tag1=value1", "tag2=value2"], child.Tags.Select(tag => $"{tag.Key}={tag.Value}").Order());
    }

    [Fact]
    public async Task UnhandledException_InOrchestrator_HasTheStackOfTheCode()
    {
        string? stack = null;
        await using var host = await DurableTaskTestHost.StartAsync(tasks => tasks.AddOrchestratorFunc("Fail", _ =>
        {
            stack = Environment.StackTrace.Replace("at System.Environment.get_StackTrace()", "", StringComparison.Ordinal).TrimStart(); throw new InvalidOperationException("boom");
        }));
        var end = await RunAsync(host, "Fail");
        Assert.Equal(("System.InvalidOperationException", "boom"), (end.FailureDetails!.ErrorType, end.FailureDetails.ErrorMessage));
        Assert.Contains(stack![..300], end.FailureDetails.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CustomStatus_TupleOfAnEvent_ComesBackAsTuple()
    {
        await using var host = await DurableTaskTestHost.StartAsync(tasks => tasks.AddOrchestratorFunc("Status", async context =>
        {
            context.SetCustomStatus("Started!");
            context.SetCustomStatus(await context.WaitForExternalEvent<object>("StatusEvent"));
        }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Status");
        var started = await host.Client.WaitForInstanceStartAsync(id, getInputsAndOutputs: true, Limit.Token);
        Assert.Equal("Started!", started.ReadCustomStatusAs<string>());
        (string, int) payload = ("Hello", 42);
        await host.Client.RaiseEventAsync(id, "statusevent", payload);
        var end = await host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Limit.Token);
        Assert.Equal(payload, end.ReadCustomStatusAs<(string, int)>());
    }

    [Fact]
    public async Task Termination_AnonymousOutput_IsTheOutput()
    {
        await using var host = await DurableTaskTestHost.StartAsync(tasks => tasks.AddOrchestratorFunc(
            "Wait", context => context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None)));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await host.Client.WaitForInstanceStartAsync(id, Limit.Token);
        await host.Client.TerminateInstanceAsync(id, new { quote = "I'll be back." });
        var end = await host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Limit.Token);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, end.RuntimeStatus);
        Assert.Equal("I'll be back.", end.ReadOutputAs<JsonElement>().GetProperty("quote").GetString());
    }

    [Fact]
    public async Task JsonNode_ThroughOrchestrationAndActivity_KeepsItsShape()
    {
        await using var host = await DurableTaskTestHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<JsonNode, JsonNode>("Pass", (context, input) => context.CallActivityAsync<JsonNode>("Extend", input))
            .AddActivityFunc<JsonNode, JsonNode?>("Extend", (_, input) =>
            {
                input["new"] = 2;
                return Task.FromResult<JsonNode?>(input);
            }));
        var end = await RunAsync(host, "Pass", new JsonObject { ["old"] = 1 });
        Assert.Equal("""{"old":1,"new":2}""", end.SerializedOutput);
    }

    [Fact]
    public async Task Pageable_OverActivities_EnumeratesInTheOrchestrator()
    {
        await using var host = await DurableTaskTestHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int>("Count", async context =>
            {
                var count = 0;
                await foreach (var _ in Pageable.Create<string>((token, _, _) => context.CallActivityAsync<Page<string>>("Fetch", token)))
                    count++;
                return count;
            })
            .AddActivityFunc<string?, Page<string>>("Fetch", (_, token) => new(["a", "b", "c"], token switch { null => "1", "1" => "2", _ => null })));
        Assert.Equal(9, (await RunAsync(host, "Count")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task InnerFailures_ThroughTwoLevels_AreAllThere()
    {
        await using var host = await DurableTaskTestHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync("Sub"))
            .AddOrchestratorFunc("Sub", context => context.CallActivityAsync("Throw"))
            .AddActivityFunc("Throw", _ => throw new InvalidOperationException("first", new ApplicationException("second", new TimeoutException("third")))));
        var failure = (await RunAsync(host, "Parent")).FailureDetails!;
        Assert.True(failure.IsCausedBy<TaskFailedException>());
        Assert.Contains("Sub", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.True(failure.InnerFailure!.IsCausedBy<TaskFailedException>());
        Assert.Contains("Throw", failure.InnerFailure.ErrorMessage, StringComparison.Ordinal);
        var chain = failure.InnerFailure.InnerFailure!;
        Assert.Equal(
            ["System.InvalidOperationException: first", "System.ApplicationException: second", "System.TimeoutException: third"],
            [chain.ToString(), chain.InnerFailure!.ToString(), chain.InnerFailure.InnerFailure!.ToString()]);
    }

    [Fact]
    public async Task History_MissingInstance_ThrowsArgumentWithTheStatusInside()
    {
        await using var host = await DurableTaskTestHost.StartAsync(_ => { });
        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.Client.GetOrchestrationHistoryAsync("missing", Limit.Token));
        Assert.Equal(Grpc.Core.StatusCode.NotFound, Assert.IsType<Grpc.Core.RpcException>(error.InnerException).StatusCode);
    }

    [Theory]
    [InlineData(true, 0, 1)]
    [InlineData(true, 1, 0)]
    [InlineData(false, 0, 1)]
    [InlineData(false, -1, 0)]
    public async Task Purge_CreationBounds_AreInclusive(bool lower, int ticks, int expected)
    {
        await using var host = await DurableTaskTestHost.StartAsync(tasks => tasks.AddOrchestratorFunc("Done", _ => 1));
        var bound = (await RunAsync(host, "Done")).CreatedAt.AddTicks(ticks).ToOffset(TimeSpan.FromHours(2));
        var filter = new PurgeInstancesFilter(lower ? bound : null, lower ? null : bound, [OrchestrationRuntimeStatus.Completed]);
        Assert.Equal(expected, (await host.Client.PurgeAllInstancesAsync(filter, cancellation: Limit.Token)).PurgedInstanceCount);
    }

    private static async Task<OrchestrationMetadata> RunAsync(DurableTaskTestHost host, TaskName name, object? input = null)
        => await host.Client.WaitForInstanceCompletionAsync(
            await host.Client.ScheduleNewOrchestrationInstanceAsync(name, input), getInputsAndOutputs: true, Limit.Token);
}
