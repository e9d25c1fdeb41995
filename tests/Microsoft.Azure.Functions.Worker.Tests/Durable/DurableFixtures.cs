using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Microsoft.Azure.Functions.Worker.Tests.Durable;

public sealed record Job(int Count, string Account);

public static class DurableFixtures
{
    [Function("StartJob")]
    public static async Task<HttpResponseData> StartJob(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "jobs/{id}")] HttpRequestData request, [DurableClient] DurableTaskClient client, string id)
    {
        var job = await request.ReadFromJsonAsync<Job>();
        await client.ScheduleNewOrchestrationInstanceAsync("SumOfSquares", job, new StartOrchestrationOptions(id));
        return await client.CreateCheckStatusResponseAsync(request, id);
    }

    [Function("RunJob")]
    public static async Task<HttpResponseData> RunJob(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "jobs/{id}/run")] HttpRequestData request, [DurableClient] DurableTaskClient client, string id)
    {
        var job = await request.ReadFromJsonAsync<Job>();
        await client.ScheduleNewOrchestrationInstanceAsync("SumOfSquares", job, new StartOrchestrationOptions(id));
        return await client.WaitForCompletionOrCreateCheckStatusResponseAsync(request, id, getInputsAndOutputs: true);
    }

    [Function("SumOfSquares")]
    public static async Task<int> SumOfSquares([OrchestrationTrigger] TaskOrchestrationContext context, Job job, FunctionContext function)
    {
        if (!ReferenceEquals(function, context.GetFunctionContext()))
            throw new InvalidOperationException("GetFunctionContext returned another context.");
        var squares = await Task.WhenAll(Enumerable.Range(1, job.Count).Select(n => context.CallActivityAsync<int>("Square", n)));
        var sum = squares.Sum();
        return await context.Entities.CallEntityAsync<int>(new EntityInstanceId("Account", job.Account), "add", sum);
    }

    [Function("SquareFunction")]
    public static int Square([ActivityTrigger(Activity = "Square")] int number, string instanceId, CancellationToken cancellation)
    {
        if (instanceId.Length == 0 || !cancellation.CanBeCanceled)
            throw new InvalidOperationException("The activity was not given its instance id and a live token.");
        return number * number;
    }

    [Function("Account")]
    public static Task Account([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<AccountState>();

    [Function("Approval")]
    public static async Task<string> Approval([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { Waiting = true });
        return "approved by " + await context.WaitForExternalEvent<string>("Approved");
    }

    [Function("Parent")]
    public static Task Parent([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync<string>("Approval", options: new SubOrchestrationOptions { InstanceId = "child-of-" + context.InstanceId });

    [Function("Contexts")]
    public static async Task<string> Contexts([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var activity = await context.CallActivityAsync<string>("OfActivity", "ignored");
        var function = await context.CallActivityAsync<string>("OfFunction");
        return $"{activity} {function} {await context.Entities.CallEntityAsync<string>(new EntityInstanceId("Labelled", "x"), "")}";
    }

    [Function("OfActivity")]
    public static string OfActivity([ActivityTrigger] TaskActivityContext context) => context.Name;

    [Function("OfFunction")]
    public static string OfFunction([ActivityTrigger] FunctionContext context) => context.FunctionDefinition.Name;

    [Function("Labelled")]
    public static Task Labelled([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<LabelledEntity>("label");

    [Function("Fails")]
    public static Task Fails([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Broken");

    [Function("Broken")]
    public static void Broken([ActivityTrigger] object? nothing) => throw new InvalidOperationException("broken on purpose");

    [Function("EveryKindOfCall")]
    public static async Task<string> EveryKindOfCall([OrchestrationTrigger] TaskOrchestrationContext context, int number)
    {
        var square = await context.CallActivityAsync<int>("Square", number);
        await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
        var child = await context.CallSubOrchestratorAsync<string>("Child");
        return $"{square} {child}";
    }

    [Function("Child")]
    public static string Child([OrchestrationTrigger] TaskOrchestrationContext context) => "child of " + context.Parent!.Name.Name;

    [Function("Rewound")]
    public static async Task<string> Rewound([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var first = await context.CallActivityAsync<int>("Square", 3);
        return $"{first} {await context.CallActivityAsync<string>("Flaky")}";
    }

    [Function("Flaky")]
    public static string Flaky([ActivityTrigger] object? nothing, string instanceId) =>
        RepairedInstances.ContainsKey(instanceId) ? "repaired" : throw new InvalidOperationException("not repaired yet");

    public static ConcurrentDictionary<string, bool> RepairedInstances { get; } = [];

    public sealed class AccountState
    {
        public int Balance { get; set; }

        public int Add(int amount) => Balance += amount;
    }

    public sealed class LabelledEntity(DurableTaskClient client, string label) : ITaskEntity
    {
        public ValueTask<object?> RunAsync(TaskEntityOperation operation) => new($"{label} '{operation.Name}' {client is not null}");
    }
}
