using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Entities;

namespace Serverless.DurableKillTarget;

/// <summary>Orchestrations with activities, timers, events and entities; every acknowledgement is reported.</summary>
internal static class Load
{
    private const int Clients = 6;

    public static void AddTasks(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<string, string>("Work", WorkAsync)
        .AddActivityFunc<int, string>("Step", (context, _) =>
        {
            var run = Guid.NewGuid().ToString("N");
            Report.Line($"ran {((EmbeddedActivityContext)context).IdempotencyKey} {run}");
            return run;
        })
        .AddEntity<Tally>("tally");

    public static Task RunAsync(DurableTaskClient client, string round)
        => Task.WhenAll(Enumerable.Range(0, Clients).Select(n => ClientAsync(client, round, n)));

    public static async Task FinishAsync(DurableTaskClient client, HashSet<string> raised)
    {
        await foreach (var instance in client.GetAllInstancesAsync())
        {
            if (!raised.Contains(instance.InstanceId))
                await client.RaiseEventAsync(instance.InstanceId, "go", 1);
            await client.WaitForInstanceCompletionAsync(instance.InstanceId, default);
        }
    }

    private static async Task<string> WorkAsync(TaskOrchestrationContext context, string round)
    {
        var tally = new EntityInstanceId("tally", round);
        var first = context.CallActivityAsync<string>("Step", 1);
        var second = context.CallActivityAsync<string>("Step", 2);
        await context.Entities.SignalEntityAsync(tally, "add", $"signal:{context.InstanceId}");
        await context.CreateTimer(TimeSpan.FromMilliseconds(2), default);
        await context.WaitForExternalEvent<int>("go");
        await context.Entities.CallEntityAsync<int>(tally, "add", $"call:{context.InstanceId}");
        return $"{await first} {await second} {await context.CallActivityAsync<string>("Step", 3)}";
    }

    private static async Task ClientAsync(DurableTaskClient client, string round, int n)
    {
        var tally = new EntityInstanceId("tally", round);
        for (var i = 0; ; i++)
        {
            var id = $"{round}-{n}-{i}";
            await client.ScheduleNewOrchestrationInstanceAsync("Work", round, new StartOrchestrationOptions(id));
            Report.Line($"started {id}");
            Report.Line($"signals {id}");
            await client.Entities.SignalEntityAsync(tally, "add", $"client:{id}");
            Report.Line($"signalled {id}");
            await client.RaiseEventAsync(id, "go", 1);
            Report.Line($"raised {id}");
            if (i % 4 == 3)
                continue;
            var end = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
            Report.Line($"ended {id} {end.SerializedOutput}");
            if (i % 4 != 2)
                continue;
            Report.Line($"purges {id}");
            await client.PurgeInstanceAsync(id);
            Report.Line($"purged {id}");
        }
    }
}
