using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Tests.Durable;

public sealed class ActivityContextTests
{
    private readonly Log log = new();

    [Fact]
    public async Task Activity_ThatRunsAgainAfterAStop_HasTheSameIdempotencyKey()
    {
        var folder = new ScriptFolder();
        string first;
        await using (var host = await StartAsync(folder))
        {
            await host.Services.GetRequiredService<DurableTaskClient>()
                .ScheduleNewOrchestrationInstanceAsync("Calls", 2, new StartOrchestrationOptions("i1"), TestContext.Current.CancellationToken);
            first = await log.Begun();
        }

        // The host's stop fired the token, which ended the activity: it has no result and runs again.
        Assert.Equal(first, await log.Cancelled());
        log.Block = false;
        await using (var host = await StartAsync(folder))
        {
            var end = await host.Services.GetRequiredService<DurableTaskClient>()
                .WaitForInstanceCompletionAsync("i1", getInputsAndOutputs: true, Limit.Token);
            var keys = end.ReadOutputAs<string[]>()!;
            Assert.Equal(first, keys[0]);
            Assert.Matches("^i1:[0-9a-f]{32}:0$", keys[0]);
            Assert.Equal(keys[0][..^1] + "1", keys[1]);
        }
    }

    [Fact]
    public async Task Activity_OfATerminatedInstance_SeesItsTokenFire()
    {
        await using var host = await StartAsync(new ScriptFolder());
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var id = await client.ScheduleNewOrchestrationInstanceAsync("Calls", 1, TestContext.Current.CancellationToken);
        var key = await log.Begun();
        await client.TerminateInstanceAsync(id, TestContext.Current.CancellationToken);
        Assert.Equal(key, await log.Cancelled());
    }

    private Task<RunningHost> StartAsync(ScriptFolder folder) =>
        RunningHost.StartAsync(folder, [typeof(Functions)], builder => builder.Services.AddSingleton(log));

    public sealed class Log
    {
        private readonly Channel<string> begun = Channel.CreateUnbounded<string>();
        private readonly Channel<string> cancelled = Channel.CreateUnbounded<string>();

        public bool Block { get; set; } = true;

        public ValueTask<string> Begun() => begun.Reader.ReadAsync(Limit.Token);

        public ValueTask<string> Cancelled() => cancelled.Reader.ReadAsync(Limit.Token);

        public async Task RunAsync(string key, CancellationToken cancellation)
        {
            begun.Writer.TryWrite(key);
            if (!Block)
                return;
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            catch (OperationCanceledException)
            {
                cancelled.Writer.TryWrite(key);
                throw;
            }
        }
    }

    public sealed class Functions(Log log)
    {
        [Function("Calls")]
        public async Task<string[]> Calls([OrchestrationTrigger] TaskOrchestrationContext context, int count)
        {
            var keys = new List<string>();
            for (var i = 0; i < count; i++)
                keys.Add(await context.CallActivityAsync<string>("Works", i));
            return [.. keys];
        }

        [Function("Works")]
        public async Task<string> Works([ActivityTrigger] int number, FunctionContext context, string idempotencyKey, CancellationToken cancellation)
        {
            Assert.Equal(idempotencyKey, context.BindingContext.BindingData["idempotencyKey"]);
            Assert.Equal(number, context.BindingContext.BindingData["taskId"]);
            Assert.Equal(cancellation, context.CancellationToken);
            await log.RunAsync(idempotencyKey, cancellation);
            return idempotencyKey;
        }
    }
}
