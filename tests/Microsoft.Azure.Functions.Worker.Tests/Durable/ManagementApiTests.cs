using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Tests.Durable;

public sealed class ManagementApiTests : IAsyncLifetime
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

    [Theory]
    [InlineData("GET", "instances")]
    [InlineData("GET", "instances/x")]
    [InlineData("POST", "orchestrators/Approval")]
    [InlineData("POST", "instances/x/terminate")]
    [InlineData("DELETE", "instances/x")]
    [InlineData("GET", "entities/Account/x")]
    public async Task Send_WithoutTheSystemKey_IsUnauthorized(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Api + path);
        request.Headers.Add("x-functions-key", host.Keys.Function);
        using var client = new HttpClient { BaseAddress = host.Client.BaseAddress };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("GET", "instances")]
    [InlineData("POST", "orchestrators/Approval")]
    [InlineData("POST", "instances/x/raiseEvent/Approved")]
    [InlineData("POST", "instances/x/terminate")]
    [InlineData("DELETE", "entities/Account/x")]
    [InlineData("POST", "makeprimary")]
    public async Task Send_SwitchedOff_IsNotFoundWhateverTheKey(string method, string path)
    {
        await using var without = await RunningHost.StartAsync(
            new ScriptFolder("""{ "extensions": { "durableTask": { "storageProvider": { "managementApi": false } } } }"""), [typeof(DurableFixtures)]);
        foreach (var key in new[] { without.Keys.System, without.Keys.Master })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Api + path);
            request.Headers.Add("x-functions-key", key);
            Assert.Equal(HttpStatusCode.NotFound, (await without.Client.SendAsync(request)).StatusCode);
        }

        var manual = await without.Client.PostAsync($"admin/functions/Approval?code={without.Keys.Master}", null);
        Assert.Contains("switched off", await Problem.DetailAsync(manual, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Orchestrator_AnswersWithTheCamelCasePayload()
    {
        var response = await host.Client.PostAsJsonAsync(Api + "orchestrators/SumOfSquares/s1", new Job(3, "a"));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), response.Headers.RetryAfter?.Delta);
        var payload = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            ["id", "statusQueryGetUri", "sendEventPostUri", "terminatePostUri", "purgeHistoryDeleteUri", "restartPostUri", "suspendPostUri", "resumePostUri"],
            payload.EnumerateObject().Select(p => p.Name));
        Assert.Contains("/terminate?reason={text}&", payload.GetProperty("terminatePostUri").GetString());

        await Durable.WaitForInstanceCompletionAsync("s1", Limit.Token);
        var status = await host.Client.GetFromJsonAsync<JsonElement>(payload.GetProperty("statusQueryGetUri").GetString());
        Assert.Equal(
            ["name", "instanceId", "runtimeStatus", "input", "customStatus", "output", "createdTime", "lastUpdatedTime"],
            status.EnumerateObject().Select(p => p.Name));
        Assert.Equal("Completed", status.GetProperty("runtimeStatus").GetString());
        Assert.Equal(3, status.GetProperty("input").GetProperty("count").GetInt32());
        Assert.Equal(14, status.GetProperty("output").GetInt32());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", status.GetProperty("createdTime").GetString());
    }

    [Fact]
    public async Task Start_WithTimeout_WaitsForTheOutput()
    {
        var response = await host.Client.PostAsJsonAsync(Api + "orchestrators/SumOfSquares?timeout=60", new Job(2, "b"));
        Assert.Equal((HttpStatusCode.OK, "5"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Start_IdThatRuns_IsConflict()
    {
        await StartApprovalAsync("c1");
        Assert.Equal(HttpStatusCode.Conflict, (await host.Client.PostAsync(Api + "orchestrators/Approval/c1", null)).StatusCode);
    }

    [Fact]
    public async Task Status_Running_IsAcceptedWithLocation()
    {
        await StartApprovalAsync("r1");
        var response = await host.Client.GetAsync(Api + "instances/r1");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        Assert.EndsWith("instances/r1", response.Headers.Location?.AbsoluteUri, StringComparison.Ordinal);
        var status = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(status.GetProperty("customStatus").GetProperty("Waiting").GetBoolean());
    }

    [Fact]
    public async Task Status_Failed_IsServerErrorWhenAskedFor()
    {
        var id = await Durable.ScheduleNewOrchestrationInstanceAsync("Fails");
        await Durable.WaitForInstanceCompletionAsync(id, Limit.Token);
        var response = await host.Client.GetAsync($"{Api}instances/{id}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var output = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("output").GetString();
        Assert.StartsWith("Microsoft.DurableTask.TaskFailedException: Task 'Broken' (#0) failed with an unhandled exception: ", output, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.InternalServerError,
            (await host.Client.GetAsync($"{Api}instances/{id}?returnInternalServerErrorOnFailure=true")).StatusCode);
    }

    [Fact]
    public async Task Status_Explain_SaysWhatItWaitsFor()
    {
        await StartApprovalAsync("w1");
        var waiting = await host.Client.GetFromJsonAsync<JsonElement>(Api + "instances/w1?explain=true");
        Assert.Equal("Waits for event 'Approved'.", waiting.GetProperty("summary").GetString());
        Assert.Equal("""[{"name":"Approved","count":1}]""", waiting.GetProperty("awaitedEvents").GetRawText());
        Assert.Equal(
            [
                "instanceId", "name", "runtimeStatus", "summary", "problem", "codeHasEnded", "suspended", "startsAt", "stepIsRunning", "queuePosition",
                "activities", "timers", "subOrchestrations", "entityCalls", "locks", "awaitedEvents", "bufferedEvents",
            ],
            waiting.EnumerateObject().Select(p => p.Name));
        await PostAsync("instances/w1/terminate");
        await Durable.WaitForInstanceCompletionAsync("w1", Limit.Token);
        var ended = await host.Client.GetFromJsonAsync<JsonElement>(Api + "instances/w1?explain=true");
        Assert.Equal("Terminated; waits for nothing.", ended.GetProperty("summary").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(Api + "instances/none?explain=true")).StatusCode);
    }

    [Fact]
    public async Task Status_WithoutInput_HidesIt()
    {
        await host.Client.PostAsJsonAsync(Api + "orchestrators/SumOfSquares/h1?timeout=60", new Job(1, "h"));
        var plain = await host.Client.GetFromJsonAsync<JsonElement>(Api + "instances/h1?showInput=false");
        Assert.Equal(JsonValueKind.Null, plain.GetProperty("input").ValueKind);
    }

    [Fact]
    public async Task Rewind_ByStatus_IsAcceptedGoneOrMissing()
    {
        await host.Client.PostAsJsonAsync(Api + "orchestrators/SumOfSquares/rw1?timeout=60", new Job(1, "r"));
        Assert.Equal(HttpStatusCode.Gone, await PostAsync("instances/rw1/rewind?reason=x"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync("instances/missing/rewind?reason=x"));
        await Durable.ScheduleNewOrchestrationInstanceAsync("Fails", null, new Microsoft.DurableTask.StartOrchestrationOptions("rw2"));
        await Durable.WaitForInstanceCompletionAsync("rw2", Limit.Token);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("instances/rw2/rewind?reason=x"));
    }

    [Fact]
    public async Task List_Filters_SelectByStatusAndTime()
    {
        await StartApprovalAsync("f1");
        await host.Client.PostAsJsonAsync(Api + "orchestrators/SumOfSquares/f2?timeout=60", new Job(1, "f"));
        Assert.Equal(["f2"], await IdsAsync("runtimeStatus=Completed"));
        Assert.Equal(["f1", "f2"], await IdsAsync("createdTimeFrom=2000-01-01T00:00:00Z&createdTimeTo=2999-01-01T00:00:00Z"));
        Assert.Empty(await IdsAsync("createdTimeFrom=2999-01-01T00:00:00Z"));
        var hidden = await host.Client.GetFromJsonAsync<JsonElement>(Api + "instances?showInput=false&instanceIdPrefix=f2");
        Assert.Equal(JsonValueKind.Null, Assert.Single(hidden.EnumerateArray()).GetProperty("input").ValueKind);
    }

    [Fact]
    public async Task Terminate_Parent_LeavesItsChildrenRunning()
    {
        await host.Client.PostAsync(Api + "orchestrators/Parent/parent", null);
        await Durable.WaitForInstanceStartAsync("child-of-parent", Limit.Token);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("instances/parent/terminate?reason=over"));
        await Durable.WaitForInstanceCompletionAsync("parent", Limit.Token);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await Durable.GetInstanceAsync("child-of-parent"))!.RuntimeStatus);
    }

    [Fact]
    public async Task RaiseEvent_Waiting_CompletesIt()
    {
        await StartApprovalAsync("e1");
        Assert.Equal(HttpStatusCode.BadRequest, (await SendTextAsync("e1", "plain", "text/plain")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendTextAsync("e1", "{", "application/json")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await SendTextAsync("e1", "\"Bob\"", "application/json")).StatusCode);
        var done = await Durable.WaitForInstanceCompletionAsync("e1", getInputsAndOutputs: true, Limit.Token);
        Assert.Equal("approved by Bob", done.ReadOutputAs<string>());
        Assert.Equal(HttpStatusCode.Gone, (await SendTextAsync("e1", "1", "application/json")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendTextAsync("missing", "1", "application/json")).StatusCode);
    }

    [Fact]
    public async Task SuspendResumeTerminate_Running_ChangeItsStatus()
    {
        await StartApprovalAsync("t1");
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("instances/t1/suspend?reason=hold"));
        Assert.Equal("Suspended", await StatusOfAsync("t1", OrchestrationRuntimeStatus.Suspended));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("instances/t1/resume?reason=go"));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("instances/t1/terminate?reason=over"));
        var done = await Durable.WaitForInstanceCompletionAsync("t1", getInputsAndOutputs: true, Limit.Token);
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "over"), (done.RuntimeStatus, done.ReadOutputAs<string>()));
        Assert.Equal(HttpStatusCode.Gone, await PostAsync("instances/t1/terminate"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync("instances/missing/suspend"));
    }

    [Fact]
    public async Task Restart_Finished_RunsAgainUnderANewId()
    {
        await host.Client.PostAsJsonAsync(Api + "orchestrators/SumOfSquares/again?timeout=60", new Job(1, "z"));
        var response = await host.Client.PostAsync(Api + "instances/again/restart", null);
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        Assert.NotEqual("again", id);
        var done = await Durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Limit.Token);
        Assert.Equal(2, done.ReadOutputAs<int>());
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("instances/missing/restart"));
    }

    [Fact]
    public async Task List_Pages_FollowTheContinuationToken()
    {
        foreach (var id in (string[])["p1", "p2", "p3", "other"])
            await StartApprovalAsync(id);
        var ids = new List<string>();
        string? token = null;
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Api + "instances?instanceIdPrefix=p&top=2&runtimeStatus=Running,Pending");
            if (token is not null)
                request.Headers.Add("x-ms-continuation-token", token);
            var response = await host.Client.SendAsync(request);
            ids.AddRange((await response.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(i => i.GetProperty("instanceId").GetString()!));
            token = response.Headers.TryGetValues("x-ms-continuation-token", out var values) ? values.Single() : null;
        }
        while (token is not null);
        Assert.Equal(["p1", "p2", "p3"], ids.Order());
    }

    [Theory]
    [InlineData("instances?createdTimeFrom=yesterday", "createdTimeFrom")]
    [InlineData("instances?top=0", "top")]
    [InlineData("instances?runtimeStatus=Sleeping", "runtimeStatus")]
    [InlineData("instances?showInput=maybe", "showInput")]
    public async Task List_MalformedQuery_NamesTheParameter(string path, string parameter) =>
        Assert.Contains(parameter, await Problem.DetailAsync(await host.Client.GetAsync(Api + path), HttpStatusCode.BadRequest));

    [Fact]
    public async Task Purge_FinishedInstances_AreGone()
    {
        await host.Client.PostAsJsonAsync(Api + "orchestrators/SumOfSquares/g1?timeout=60", new Job(1, "y"));
        await host.Client.PostAsJsonAsync(Api + "orchestrators/SumOfSquares/g2?timeout=60", new Job(1, "y"));
        Assert.Equal("""{"instancesDeleted":1}""", await (await host.Client.DeleteAsync(Api + "instances/g1")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.DeleteAsync(Api + "instances/g1")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.DeleteAsync(Api + "instances")).StatusCode);
        const string All = Api + "instances?createdTimeFrom=2000-01-01T00:00:00Z";
        Assert.Equal("""{"instancesDeleted":1}""", await (await host.Client.DeleteAsync(All)).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.DeleteAsync(All)).StatusCode);
    }

    [Fact]
    public async Task Entities_SignalStateListDelete_Work()
    {
        await host.Client.PostAsJsonAsync(Api + "orchestrators/SumOfSquares?timeout=60", new Job(2, "e"));
        Assert.Equal("""{"Balance":5}""", await host.GetAsync(Api + "entities/Account/e"));
        var list = await host.Client.GetFromJsonAsync<JsonElement>(Api + "entities/Account?fetchState=true");
        var entity = Assert.Single(list.EnumerateArray());
        Assert.Equal("""{"name":"account","key":"e"}""", entity.GetProperty("entityId").GetRawText());
        Assert.Equal(5, entity.GetProperty("state").GetProperty("Balance").GetInt32());

        Assert.Equal(HttpStatusCode.Accepted, (await host.Client.PostAsJsonAsync(Api + "entities/Account/e?op=add", 10)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.PostAsJsonAsync(Api + "entities/Account/e", 10)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(Api + "entities/Account/none")).StatusCode);
        Assert.Equal("[]", await host.GetAsync(Api + "entities/Account?lastOperationTimeFrom=2999-01-01T00:00:00Z"));
        Assert.Equal("[]", await host.GetAsync(Api + "entities/Other"));
        // Operations of an entity are in order: the call sees what the signal did.
        var response = await host.Client.PostAsJsonAsync(Api + "orchestrators/SumOfSquares?timeout=60", new Job(1, "e"));
        Assert.Equal("16", await response.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> SendTextAsync(string id, string body, string contentType) => host.Client.PostAsync(
        $"{Api}instances/{id}/raiseEvent/Approved", new StringContent(body, Encoding.UTF8, contentType));

    private async Task<HttpStatusCode> PostAsync(string path) => (await host.Client.PostAsync(Api + path, null)).StatusCode;

    private async Task<IEnumerable<string>> IdsAsync(string query) =>
        (await host.Client.GetFromJsonAsync<JsonElement>(Api + "instances?" + query)).EnumerateArray().Select(i => i.GetProperty("instanceId").GetString()!).Order();

    private async Task StartApprovalAsync(string id)
    {
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync($"orchestrators/Approval/{id}"));
        await Durable.WaitForInstanceStartAsync(id, Limit.Token);
    }

    private async Task<string> StatusOfAsync(string id, OrchestrationRuntimeStatus awaited)
    {
        OrchestrationMetadata? instance;
        do
        {
            instance = await Durable.GetInstanceAsync(id, TestContext.Current.CancellationToken);
        }
        while (instance!.RuntimeStatus != awaited);
        return instance.RuntimeStatus.ToString();
    }
}
