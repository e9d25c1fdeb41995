using System.Diagnostics;
using Microsoft.DurableTask;

namespace Serverless.Bench.Durable;

/// <summary>
/// The tasks that are run. Orchestrators read the stopwatch, which a product must not do: it is what a caller of an activity would see.
/// </summary>
internal static class BenchTasks
{
    /// <summary>Milliseconds that the orchestrators measured.</summary>
    public static List<double> Latencies { get; } = [];

    /// <summary>Completes when the activity of the present event has begun.</summary>
    public static TaskCompletionSource Obeyed { get; set; } = new();

    public static void Add(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc<string, string>("Hello", (_, name) => $"Hello {name}!")
        .AddActivityFunc<int, int>("Same", (_, n) => n)
        .AddOrchestratorFunc<int, int>("Sequential", SequentialAsync)
        .AddOrchestratorFunc<int, int>("FanOut", FanOutAsync)
        .AddOrchestratorFunc<int, int>("Listen", ListenAsync)
        .AddOrchestratorFunc<int, int>("Obey", ObeyAsync)
        .AddActivityFunc<long>("Act", (_, raised) =>
        {
            Measure(raised);
            Obeyed.SetResult();
        })
        .AddOrchestratorFunc<string, int>("ReadCounter", (context, key) => context.Entities.CallEntityAsync<int>(new("counter", key), "Get"))
        .AddOrchestratorFunc<string[]>("HelloSequence", HelloSequenceAsync)
        .AddEntity<CountingEntity>("counter");

    private static async Task<int> SequentialAsync(TaskOrchestrationContext context, int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            sum += await context.CallActivityAsync<int>("Same", 1);
            Measure(begun);
        }

        return sum;
    }

    private static async Task<int> FanOutAsync(TaskOrchestrationContext context, int count)
    {
        var begun = Stopwatch.GetTimestamp();
        return (await Task.WhenAll(Enumerable.Range(0, count).Select(CallAsync))).Sum();

        async Task<int> CallAsync(int index)
        {
            var result = await context.CallActivityAsync<int>("Same", 1);
            Measure(begun);
            return result;
        }
    }

    private static async Task<int> ListenAsync(TaskOrchestrationContext context, int count)
    {
        for (var i = 0; i < count; i++)
            Measure(await context.WaitForExternalEvent<long>("Now"));
        return count;
    }

    private static async Task<int> ObeyAsync(TaskOrchestrationContext context, int count)
    {
        for (var i = 0; i < count; i++)
            await context.CallActivityAsync("Act", await context.WaitForExternalEvent<long>("Now"));
        return count;
    }

    private static async Task<string[]> HelloSequenceAsync(TaskOrchestrationContext context)
    {
        List<string> greetings = [];
        foreach (var city in new[] { "Tokyo", "Seattle", "London", "Amsterdam", "Mumbai" })
            greetings.Add(await context.CallActivityAsync<string>("Hello", city));
        return [.. greetings];
    }

    private static void Measure(long begun) => Latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
}
