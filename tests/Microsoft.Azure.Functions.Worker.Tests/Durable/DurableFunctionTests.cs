using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Tests.Durable;

public sealed class DurableFunctionTests
{
    private static readonly Type[] Functions = [typeof(DurableFixtures)];

    private readonly ScriptFolder folder = new("""{ "extensions": { "durableTask": { "hubName": "TestHub" } } }""");

    [Fact]
    public async Task Run_OrchestratorActivitiesEntity_ReturnsTheResult()
    {
        await using var host = await RunningHost.StartAsync(folder, Functions);
        var response = await host.Client.PostAsJsonAsync("api/jobs/j1/run", new Job(4, "a"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            ["Name", "InstanceId", "CreatedAt", "LastUpdatedAt", "RuntimeStatus", "SerializedInput", "SerializedOutput", "SerializedCustomStatus"],
            body.EnumerateObject().Select(p => p.Name));
        Assert.Equal("Completed", body.GetProperty("RuntimeStatus").GetString());
        Assert.Equal("30", body.GetProperty("SerializedOutput").GetString());
    }

    [Fact]
    public async Task CheckStatusResponse_Started_HasTheVendorsShape()
    {
        await using var host = await RunningHost.StartAsync(folder, Functions);
        var response = await host.Client.PostAsJsonAsync("api/jobs/j%20x", new Job(1, "a"));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        var instance = new Uri(host.Client.BaseAddress!, "runtime/webhooks/durabletask/instances/j%20x").AbsoluteUri;
        var query = $"taskHub=TestHub&connection=Storage&code={host.Keys.System}";
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["Id"] = "j x",
                ["StatusQueryGetUri"] = $"{instance}?{query}",
                ["SendEventPostUri"] = $"{instance}/raiseEvent/{{eventName}}?{query}",
                ["TerminatePostUri"] = $"{instance}/terminate?reason={{{{text}}}}&{query}",
                ["RewindPostUri"] = null,
                ["PurgeHistoryDeleteUri"] = $"{instance}?{query}",
                ["RestartPostUri"] = null,
                ["SuspendPostUri"] = $"{instance}/suspend?reason={{{{text}}}}&{query}",
                ["ResumePostUri"] = $"{instance}/resume?reason={{{{text}}}}&{query}",
            },
            body.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()));
        Assert.Equal($"{instance}?{query}", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("Forwarded", "for=10.0.0.1;proto=https;host=\"desk.example:8443\"", "https://desk.example:8443/")]
    [InlineData("X-Forwarded-Host", "desk.example, inner", "http://desk.example/")]
    public async Task CheckStatusResponse_BehindAProxy_UsesThePublicAddress(string header, string value, string expected)
    {
        await using var host = await RunningHost.StartAsync(folder, Functions);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/jobs/j1") { Content = JsonContent.Create(new Job(1, "a")) };
        request.Headers.Add(header, value);
        var response = await host.Client.SendAsync(request);
        Assert.StartsWith(expected, response.Headers.Location?.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_InstanceWaiting_GoesOnInTheNextHost()
    {
        await using (var host = await RunningHost.StartAsync(folder, Functions))
        {
            var client = host.Services.GetRequiredService<DurableTaskClient>();
            await client.ScheduleNewOrchestrationInstanceAsync("Approval", null, new Microsoft.DurableTask.StartOrchestrationOptions("a1"));
            await client.WaitForInstanceStartAsync("a1", Limit.Token);
        }

        await using var next = await RunningHost.StartAsync(folder, Functions);
        var again = next.Services.GetRequiredService<DurableTaskClient>();
        await again.RaiseEventAsync("a1", "Approved", "Ann");
        var done = await again.WaitForInstanceCompletionAsync("a1", getInputsAndOutputs: true, Limit.Token);
        Assert.Equal("approved by Ann", done.ReadOutputAs<string>());
        Assert.True(Directory.Exists(folder.Combine(".durable/TestHub")));
    }

    [Fact]
    public async Task Middleware_EveryTrigger_IsWrapped()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        await using var host = await RunningHost.StartAsync(folder, Functions, builder => builder.UseMiddleware(async (context, next) =>
        {
            seen[context.FunctionDefinition.Name] = context.GetHttpContext() is not null;
            await next();
        }));
        await host.Client.PostAsJsonAsync("api/jobs/j1/run", new Job(2, "a"));
        Assert.Equal(
            [("Account", false), ("RunJob", true), ("SquareFunction", false), ("SumOfSquares", false)],
            seen.Select(s => (s.Key, s.Value)).Order());
    }

    [Fact]
    public async Task Middleware_AwaitsSomethingElseAroundAnOrchestrator_FailsTheInstanceClearly()
    {
        await using var host = await RunningHost.StartAsync(folder, Functions, builder => builder.UseMiddleware(async (context, next) =>
        {
            await new ForeignThread();
            await next();
        }));
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var id = await client.ScheduleNewOrchestrationInstanceAsync("Approval");
        var done = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Limit.Token);
        Assert.Contains("invalid asynchronous invocation", done.FailureDetails?.ErrorMessage);
    }

    [Fact]
    public async Task Failure_OfAnActivity_ReachesTheClient()
    {
        await using var host = await RunningHost.StartAsync(folder, Functions);
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var id = await client.ScheduleNewOrchestrationInstanceAsync("Fails");
        var done = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Limit.Token);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Equal("broken on purpose", done.FailureDetails?.InnerFailure?.ErrorMessage);
        Assert.Equal("System.InvalidOperationException", done.FailureDetails?.InnerFailure?.ErrorType);
    }

    [Fact]
    public async Task Triggers_ContextsAndConstructorArguments_AreBound()
    {
        await using var host = await RunningHost.StartAsync(folder, Functions);
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var id = await client.ScheduleNewOrchestrationInstanceAsync("Contexts");
        var done = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Limit.Token);
        Assert.Equal("OfActivity OfFunction label '' True", done.ReadOutputAs<string>());
    }
}
