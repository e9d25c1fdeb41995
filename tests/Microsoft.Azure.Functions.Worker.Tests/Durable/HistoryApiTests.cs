using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Tests.Durable;

public sealed class HistoryApiTests : IAsyncLifetime
{
    private const string Api = "runtime/webhooks/durabletask/";

    private RunningHost host = null!;

    private DurableTaskClient Durable => host.Services.GetRequiredService<DurableTaskClient>();

    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync(typeof(DurableFixtures));
        host.Client.DefaultRequestHeaders.Add("x-functions-key", host.Keys.System);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Status_ShowHistory_JoinsCallsWithTheirAnswers()
    {
        var events = await HistoryOfCallsAsync("showHistory=true");
        Assert.Equal(
            ["ExecutionStarted", "TaskCompleted", "TimerCreated", "TimerFired", "SubOrchestrationInstanceCompleted", "ExecutionCompleted"],
            events.Select(e => e.GetProperty("EventType").GetString()));
        Assert.Equal(["EventType", "FunctionName", "Input", "Timestamp"], Names(events[0]));
        Assert.Equal(["EventType", "FunctionName", "Input", "ScheduledTime", "Timestamp"], Names(events[1]));
        Assert.Equal(["EventType", "FireAt", "Timestamp"], Names(events[2]));
        Assert.Equal(["EventType", "FireAt", "Timestamp"], Names(events[3]));
        Assert.Equal(["EventType", "FunctionName", "ScheduledTime", "Timestamp"], Names(events[4]));
        Assert.Equal("EveryKindOfCall", events[0].GetProperty("FunctionName").GetString());
        Assert.Equal(("Square", "[4]"), (events[1].GetProperty("FunctionName").GetString(), events[1].GetProperty("Input").GetString()));
        Assert.Equal("Child", events[4].GetProperty("FunctionName").GetString());
        Assert.Equal("Completed", events[5].GetProperty("OrchestrationStatus").GetString());
        Assert.True(events[1].GetProperty("ScheduledTime").GetDateTime() <= events[1].GetProperty("Timestamp").GetDateTime());
    }

    [Fact]
    public async Task Status_ShowHistoryOutput_EmbedsResultsAsJson()
    {
        var events = await HistoryOfCallsAsync("showHistory=true&showHistoryOutput=true");
        Assert.Equal(16, events[1].GetProperty("Result").GetInt32());
        Assert.Equal("child of EveryKindOfCall", events[4].GetProperty("Result").GetString());
        Assert.Equal("16 child of EveryKindOfCall", events[5].GetProperty("Result").GetString());
    }

    [Fact]
    public async Task Status_ShowHistoryWithoutInput_HidesInputs()
    {
        var events = await HistoryOfCallsAsync("showHistory=true&showInput=false");
        Assert.DoesNotContain(events, e => e.TryGetProperty("Input", out _));
    }

    [Fact]
    public async Task Status_ShowHistoryOfAFailure_HasReasonAndDetails()
    {
        var id = await Durable.ScheduleNewOrchestrationInstanceAsync("Fails");
        await Durable.WaitForInstanceCompletionAsync(id, Limit.Token);
        var failed = (await HistoryAsync(id, "showHistory=true"))[1];
        Assert.Equal(("TaskFailed", "Broken"), (failed.GetProperty("EventType").GetString(), failed.GetProperty("FunctionName").GetString()));
        Assert.Equal("broken on purpose", failed.GetProperty("Reason").GetString());
        Assert.Equal("System.InvalidOperationException", failed.GetProperty("FailureDetails").GetProperty("ErrorType").GetString());
    }

    [Fact]
    public async Task Status_WithoutShowHistory_HasNone()
    {
        var id = await Durable.ScheduleNewOrchestrationInstanceAsync("Fails");
        await Durable.WaitForInstanceCompletionAsync(id, Limit.Token);
        var status = await host.Client.GetFromJsonAsync<JsonElement>($"{Api}instances/{id}");
        Assert.False(status.TryGetProperty("historyEvents", out _));
    }

    [Fact]
    public async Task Rewind_Failed_RunsOnlyWhatFailed()
    {
        await Durable.ScheduleNewOrchestrationInstanceAsync("Rewound", new Microsoft.DurableTask.StartOrchestrationOptions("rewind-me"));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await Durable.WaitForInstanceCompletionAsync("rewind-me", Limit.Token)).RuntimeStatus);
        DurableFixtures.RepairedInstances["rewind-me"] = true;

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("instances/rewind-me/rewind?reason=repaired"));
        var done = await Durable.WaitForInstanceCompletionAsync("rewind-me", getInputsAndOutputs: true, Limit.Token);
        Assert.Equal("9 repaired", done.ReadOutputAs<string>());
        var history = await HistoryAsync("rewind-me", "showHistory=true");
        Assert.Single(history, e => e.TryGetProperty("FunctionName", out var name) && name.GetString() == "Square");
        Assert.Equal(HttpStatusCode.Gone, await PostAsync("instances/rewind-me/rewind"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync("instances/missing/rewind"));
    }

    [Fact]
    public async Task Rewind_Running_IsRefused()
    {
        await Durable.ScheduleNewOrchestrationInstanceAsync("Approval", new Microsoft.DurableTask.StartOrchestrationOptions("running"));
        await Durable.WaitForInstanceStartAsync("running", Limit.Token);
        var response = await host.Client.PostAsync(Api + "instances/running/rewind", null);
        Assert.Contains("Running", await Problem.DetailAsync(response, HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Restart_SameId_ReplacesTheInstance()
    {
        await host.Client.PostAsJsonAsync(Api + "orchestrators/SumOfSquares/same?timeout=60", new Job(1, "q"));
        var response = await host.Client.PostAsync(Api + "instances/same/restart?restartWithNewInstanceId=false", null);
        Assert.Equal("same", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString());
        var done = await Durable.WaitForInstanceCompletionAsync("same", getInputsAndOutputs: true, Limit.Token);
        Assert.Equal(2, done.ReadOutputAs<int>());
    }

    [Fact]
    public async Task MakePrimary_TheOnlyHost_IsPrimaryAlready() => Assert.Equal(HttpStatusCode.OK, await PostAsync("makeprimary"));

    private async Task<JsonElement[]> HistoryOfCallsAsync(string query)
    {
        var id = await Durable.ScheduleNewOrchestrationInstanceAsync("EveryKindOfCall", 4);
        await Durable.WaitForInstanceCompletionAsync(id, Limit.Token);
        return await HistoryAsync(id, query);
    }

    private async Task<JsonElement[]> HistoryAsync(string id, string query)
    {
        var status = await host.Client.GetFromJsonAsync<JsonElement>($"{Api}instances/{id}?{query}");
        return [.. status.GetProperty("historyEvents").EnumerateArray()];
    }

    private static IEnumerable<string> Names(JsonElement entry) =>
        entry.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).Select(p => p.Name).Order(StringComparer.Ordinal);

    private async Task<HttpStatusCode> PostAsync(string path) => (await host.Client.PostAsync(Api + path, null)).StatusCode;
}
