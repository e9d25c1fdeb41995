using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Tests.Timers;

public sealed class VirtualTimeTests
{
    private const string TwoMonths = """{ "Values": { "VirtualTime:Start": "2022-01-01T00:00:00Z", "VirtualTime:End": "2022-03-02T00:00:00Z" } }""";

    private readonly ScriptFolder folder = new(localSettings: TwoMonths);
    private readonly Diary diary = new();

    [Fact]
    public async Task TwoMonths_DailyTimerThatStartsAWeekOfWaits_RunsEveryDayAndEveryWaitAtItsTime()
    {
        await using var host = await StartAsync();
        await EndOfTimeAsync(host);
        var starts = diary.Lines.Where(line => line.StartsWith("timer", StringComparison.Ordinal)).ToList();
        var ends = diary.Lines.Where(line => line.StartsWith("waited", StringComparison.Ordinal)).ToList();
        Assert.Equal(Enumerable.Range(0, 60).Select(day => $"timer {new DateTime(2022, 1, 1).AddDays(day + 0.25):s}"), starts);
        Assert.Equal(Enumerable.Range(0, 53).Select(day => $"waited {new DateTime(2022, 1, 1).AddDays(day + 7.25):s}"), ends);
    }

    [Fact]
    public async Task TwoMonths_Twice_InTheSameOrder()
    {
        await using (var host = await StartAsync())
            await EndOfTimeAsync(host);
        var first = diary.Lines.ToList();
        diary.Lines.Clear();
        var fresh = new ScriptFolder(localSettings: TwoMonths);
        await using var again = await RunningHost.StartAsync(fresh, [typeof(Daily)], builder => builder.Services.AddSingleton(diary));
        await EndOfTimeAsync(again);
        Assert.Equal(first, diary.Lines);
    }

    [Fact]
    public async Task Restart_InTheMiddle_GoesOnWhereItStood()
    {
        diary.PauseAfter = 50;
        await using (await StartAsync())
            await diary.Paused.Task.WaitAsync(TimeSpan.FromMinutes(1));
        diary.PauseAfter = null;
        await using var host = await StartAsync();
        Assert.True(host.Services.GetRequiredService<TimeProvider>().GetUtcNow() > new DateTimeOffset(2022, 1, 20, 0, 0, 0, TimeSpan.Zero));
        await EndOfTimeAsync(host);
        Assert.Equal(60 + 53, diary.Lines.Distinct().Count());
    }

    [Theory]
    [InlineData("""{ "Values": { "VirtualTime:Start": "2022-01-01" } }""", "VirtualTime:End")]
    [InlineData("""{ "Values": { "VirtualTime:Start": "soon", "VirtualTime:End": "2022-01-01" } }""", "soon")]
    [InlineData("""{ "Values": { "VirtualTime:Start": "2022-01-02", "VirtualTime:End": "2022-01-01" } }""", "before")]
    public void Settings_ThatAreNoTimes_AreRefusedByName(string settings, string part)
    {
        var wrong = new ScriptFolder(localSettings: settings);
        var error = Assert.ThrowsAny<Exception>(() => RunningHost.Build(wrong, [typeof(Daily)]).Services.GetRequiredService<TimeProvider>());
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private Task<RunningHost> StartAsync() => RunningHost.StartAsync(folder, [typeof(Daily)], builder => builder.Services.AddSingleton(diary));

    private static async Task EndOfTimeAsync(RunningHost host)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!JsonDocument.Parse(await host.GetAsync("admin/host/status")).RootElement.GetProperty("virtualTime").GetProperty("isOver").GetBoolean())
            await tick.WaitForNextTickAsync(limit.Token);
    }

    public sealed class Diary
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public int? PauseAfter { get; set; }

        public TaskCompletionSource Paused { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task WriteAsync(string line, CancellationToken cancellation)
        {
            Lines.Enqueue(line);
            if (PauseAfter is { } count && Lines.Count >= count)
            {
                Paused.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public sealed class Daily(Diary diary, TimeProvider time)
    {
        [Function(nameof(Daily))]
        public async Task RunAsync([TimerTrigger("0 0 6 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(Week), new StartOrchestrationOptions($"week-{time.GetUtcNow():yyyyMMdd}"), cancellation);
            await diary.WriteAsync($"timer {time.GetUtcNow():s}", cancellation);
        }

        [Function(nameof(Week))]
        public static async Task Week([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None);
            await context.CallActivityAsync(nameof(Note), context.CurrentUtcDateTime);
        }

        [Function(nameof(Note))]
        public Task Note([ActivityTrigger] DateTime at, CancellationToken cancellation) => diary.WriteAsync($"waited {at:s}", cancellation);
    }
}
