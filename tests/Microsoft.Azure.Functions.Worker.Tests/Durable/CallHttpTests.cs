using System.Net;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask.Http;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Serverless.Testing;

namespace Microsoft.Azure.Functions.Worker.Tests.Durable;

public sealed class CallHttpTests : IAsyncDisposable
{
    private readonly ManualTimeProvider clock = new();
    private readonly HttpScript script;
    private RunningHost? host;

    public CallHttpTests() => script = new HttpScript(clock);

    private DurableTaskClient Durable => host!.Services.GetRequiredService<DurableTaskClient>();

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task CallHttp_HeadersAndContent_GoOverAndBack()
    {
        await StartAsync();
        script.Answer(201, "made", ("X-Single", "a"), ("X-Several", "b"), ("X-Several", "c"));
        var request = new DurableHttpRequest(HttpMethod.Post, Address("things"))
        {
            Content = """{"a":1}""",
            Headers = new Dictionary<string, StringValues> { ["Content-Type"] = "application/json", ["X-Tag"] = new(["one", "two"]) },
        };

        var response = (await RunAsync("Call", request)).ReadOutputAs<DurableHttpResponse>()!;
        Assert.Equal((HttpStatusCode.Created, "made"), (response.StatusCode, response.Content));
        Assert.Equal(("a", "b,c"), (response.Headers!["x-single"].ToString(), response.Headers["x-several"].ToString()));
        Assert.Equal(["""POST /api/service/things application/json one, two {"a":1}"""], Lines());
    }

    [Fact]
    public async Task CallHttp_MethodAndAddressOnly_Gets()
    {
        await StartAsync();
        script.Answer(200, "hello");
        Assert.Equal("hello", (await RunAsync("CallShort", Address("x"))).ReadOutputAs<string>());
        Assert.Equal(["GET /api/service/x   "], Lines());
    }

    [Fact]
    public async Task CallHttp_AcceptedWithoutThePattern_IsTheAnswer()
    {
        await StartAsync();
        script.Answer(202, "later", ("Location", "/api/service/status"));
        Assert.Equal("later", (await RunAsync("CallShort", Address("x"))).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallHttp_Accepted_PollsTheLocationAfterRetryAfterElseTheDefault()
    {
        await StartAsync();
        script.Answer(202, "", ("Location", "/api/service/status/1"), ("Retry-After", "5"));
        script.Answer(202, "", ("Location", Address("status/2").AbsoluteUri));
        script.Answer(200, "done");
        var request = new DurableHttpRequest(
            HttpMethod.Post, Address("start"), new Dictionary<string, StringValues> { ["X-Tag"] = "t" }, asynchronousPatternEnabled: true)
        {
            Content = "body",
        };
        var id = await Durable.ScheduleNewOrchestrationInstanceAsync("Call", request);
        await AdvanceAsync(5);
        await AdvanceAsync(30);

        Assert.Equal("done", (await EndOfAsync(id)).ReadOutputAs<DurableHttpResponse>()!.Content);
        Assert.Equal(["POST /api/service/start text/plain t body", "GET /api/service/status/1  t ", "GET /api/service/status/2  t "], Lines());
        Assert.Equal([0, 5, 35], Seconds());
    }

    [Fact]
    public async Task CallHttp_SleepTimeOfHostJson_IsTheDefault()
    {
        await StartAsync("""{ "extensions": { "durableTask": { "http": { "defaultAsyncRequestSleepTimeMilliseconds": 2000 } } } }""");
        script.Answer(202, "", ("Location", "status"));
        script.Answer(200, "done");
        var id = await Durable.ScheduleNewOrchestrationInstanceAsync("CallWithTimeout", Address("start"));
        await AdvanceAsync(2);
        Assert.Equal("OK", (await EndOfAsync(id)).ReadOutputAs<string>());
        Assert.Equal([0, 2], Seconds());
    }

    [Fact]
    public async Task CallHttp_AcceptedWithoutLocation_IsTheAnswer()
    {
        await StartAsync();
        script.Answer(202);
        Assert.Equal("Accepted", (await RunAsync("CallWithTimeout", Address("x"))).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallHttp_RetriedStatus_BacksOffThenAnswers()
    {
        await StartAsync();
        script.Answer(503);
        script.Answer(503);
        script.Answer(200, "up");
        var id = await Durable.ScheduleNewOrchestrationInstanceAsync("CallRetrying", Address("x"));
        await AdvanceAsync(10);
        await AdvanceAsync(20);
        Assert.Equal("200 up", (await EndOfAsync(id)).ReadOutputAs<string>());
        Assert.Equal([0, 10, 30], Seconds());
    }

    [Fact]
    public async Task CallHttp_RetriesUsedUp_LastAnswerIsTheResult()
    {
        await StartAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
            script.Answer(503, $"attempt {attempt}");
        var id = await Durable.ScheduleNewOrchestrationInstanceAsync("CallRetrying", Address("x"));
        await AdvanceAsync(10);
        await AdvanceAsync(20);
        Assert.Equal("503 attempt 3", (await EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallHttp_StatusNotRetried_IsTheAnswerAtOnce()
    {
        await StartAsync();
        script.Answer(500, "broken");
        Assert.Equal("500 broken", (await RunAsync("CallRetrying", Address("x"))).ReadOutputAs<string>());
        Assert.Single(script.Received);
    }

    [Fact]
    public async Task CallHttp_NoAnswerInTime_FailsWithTimeout()
    {
        await StartAsync();
        var id = await Durable.ScheduleNewOrchestrationInstanceAsync("CallWithTimeout", Address("slow"));
        await script.ArrivedAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        var output = (await EndOfAsync(id)).ReadOutputAs<string>()!;
        Assert.StartsWith("System.TimeoutException: GET ", output, StringComparison.Ordinal);
        Assert.EndsWith("/slow was not answered within 00:01:00.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallHttp_PollingBeyondTheTimeout_FailsAtTheDeadline()
    {
        await StartAsync();
        script.Answer(202, "", ("Location", "status"), ("Retry-After", "40"));
        script.Answer(202, "", ("Location", "status"), ("Retry-After", "40"));
        var id = await Durable.ScheduleNewOrchestrationInstanceAsync("CallWithTimeout", Address("start"));
        await AdvanceAsync(40);
        await AdvanceAsync(20);
        Assert.EndsWith("was not completed within 00:01:00.", (await EndOfAsync(id)).ReadOutputAs<string>(), StringComparison.Ordinal);
        Assert.Equal([0, 40], Seconds());
    }

    [Fact]
    public async Task CallHttp_NobodyListens_FailsTheActivity()
    {
        await StartAsync();
        // Port 1 of the loopback is not ours, and refuses.
        var output = (await RunAsync("CallWithTimeout", new Uri("http://127.0.0.1:1/"))).ReadOutputAs<string>()!;
        Assert.StartsWith("System.Net.Http.HttpRequestException: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallHttp_TokenSource_FailsAndSaysWhatToDo()
    {
        await StartAsync();
        var end = await RunAsync("CallWithToken", Address("x"));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("https://graph.microsoft.com/.default", end.FailureDetails!.ErrorMessage);
        Assert.Contains("Authorization", end.FailureDetails.ErrorMessage);
        Assert.Empty(script.Received);
    }

    [Fact]
    public void DurableHttpRequest_Json_SurvivesTheRoundTrip()
    {
        var request = new DurableHttpRequest(HttpMethod.Patch, new Uri("https://example.org/a"))
        {
            Headers = new Dictionary<string, StringValues> { ["A"] = "1", ["B"] = new(["2", "3"]) },
            Content = "text",
            AsynchronousPatternEnabled = true,
            Timeout = TimeSpan.FromSeconds(90),
            HttpRetryOptions = new HttpRetryOptions([HttpStatusCode.BadGateway]) { FirstRetryInterval = TimeSpan.FromSeconds(1), MaxNumberOfAttempts = 4 },
            TokenSource = new ManagedIdentityTokenSource("resource", new ManagedIdentityOptions(new Uri("https://login.example.org"), "tenant")),
        };
        var json = JsonSerializer.Serialize(request);
        Assert.Equal(
            """
            {"method":"PATCH","uri":"https://example.org/a","headers":{"A":"1","B":["2","3"]},"content":"text","asynchronousPatternEnabled":true,"retryOptions":{"FirstRetryInterval":"00:00:01","MaxRetryInterval":"6.00:00:00","BackoffCoefficient":1,"RetryTimeout":"10675199.02:48:05.4775807","MaxNumberOfAttempts":4,"StatusCodesToRetry":[502]},"timeout":"00:01:30","tokenSource":{"kind":"AzureManagedIdentity","resource":"resource","options":{"authorityhost":"https://login.example.org","tenantid":"tenant"}}}
            """,
            json);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<DurableHttpRequest>(json)));
    }

    private async Task StartAsync(string hostJson = """{ "version": "2.0" }""") =>
        host = await RunningHost.StartAsync(new ScriptFolder(hostJson), [typeof(HttpCallFixtures)], builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton(script);
        });

    private Uri Address(string path) => new(host!.Client.BaseAddress!, "api/service/" + path);

    private async Task<OrchestrationMetadata> RunAsync(string orchestrator, object input) =>
        await EndOfAsync(await Durable.ScheduleNewOrchestrationInstanceAsync(orchestrator, input));

    private Task<OrchestrationMetadata> EndOfAsync(string id) =>
        Durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Limit.Token);

    /// <summary>Moves the clock on once nothing is left to do at the present time.</summary>
    private async Task AdvanceAsync(int seconds)
    {
        await host!.Services.GetRequiredService<DurableEngine>().WhenIdle().WaitAsync(Limit.Token);
        clock.Advance(TimeSpan.FromSeconds(seconds));
    }

    private IEnumerable<string> Lines() => script.Received.Select(request => request.Line);

    private IEnumerable<int> Seconds() => script.Received.Select(request => (int)(request.At - new DateTime(2024, 1, 1)).TotalSeconds);
}
