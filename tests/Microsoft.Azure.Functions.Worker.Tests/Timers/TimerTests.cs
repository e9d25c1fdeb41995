using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Testing;

namespace Microsoft.Azure.Functions.Worker.Tests.Timers;

public sealed class TimerTests
{
    private const string Settings = """{ "Values": { "HourlySchedule": "0 0 * * * *" } }""";

    private readonly ManualTimeProvider clock = new(new DateTimeOffset(2024, 1, 1, 9, 30, 0, TimeSpan.Zero));
    private readonly RunLog runs = new();
    private readonly ScriptFolder folder = new(localSettings: Settings);

    [Fact]
    public async Task Schedule_FromASetting_FiresWhenDueWithItsStatus()
    {
        await using var host = await StartAsync(typeof(Hourly));
        clock.Advance(TimeSpan.FromMinutes(30));
        var first = await runs.NextAsync();
        clock.Advance(TimeSpan.FromHours(1));
        var second = await runs.NextAsync();

        Assert.Equal((Utc(10, 0), false, Utc(10, 0)), (first.At, first.IsPastDue, first.Next));
        Assert.Equal((Utc(11, 0), false, Utc(11, 0)), (second.At, second.IsPastDue, second.Next));
        Assert.Equal(Utc(10, 0), second.Last);
    }

    [Fact]
    public async Task Restart_RunsMissed_AreMadeUpForOnce()
    {
        await using (var host = await StartAsync(typeof(Hourly)))
        {
            clock.Advance(TimeSpan.FromMinutes(30));
            await runs.NextAsync();
        }

        clock.Advance(TimeSpan.FromHours(3.5));
        await using var restarted = await StartAsync(typeof(Hourly));
        var missed = await runs.NextAsync();
        clock.Advance(TimeSpan.FromMinutes(30));
        var regular = await runs.NextAsync();

        Assert.Equal((Utc(13, 30), true, Utc(11, 0)), (missed.At, missed.IsPastDue, missed.Next));
        Assert.Equal((Utc(14, 0), false), (regular.At, regular.IsPastDue));
    }

    [Fact]
    public async Task Restart_NothingMissed_KeepsTheSchedule()
    {
        await using (await StartAsync(typeof(Hourly)))
            clock.Advance(TimeSpan.FromMinutes(10));
        await using var restarted = await StartAsync(typeof(Hourly));
        clock.Advance(TimeSpan.FromMinutes(20));
        var run = await runs.NextAsync();
        Assert.Equal((Utc(10, 0), false), (run.At, run.IsPastDue));
    }

    [Fact]
    public async Task Restart_StatusDamaged_NamesTheFile()
    {
        await using (await StartAsync(typeof(Hourly)))
        {
        }

        var file = Directory.EnumerateFiles(folder.Path, "Hourly.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, "{ \"Next\": ");
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync(typeof(Hourly)));
        Assert.Contains(file, error.Message);
    }

    [Fact]
    public async Task RunOnStartup_Always_RunsAtOnceAndThenOnSchedule()
    {
        await using var host = await StartAsync(typeof(AtStartup));
        var first = await runs.NextAsync();
        clock.Advance(TimeSpan.FromHours(1));
        var second = await runs.NextAsync();
        Assert.Equal((Utc(9, 30), Utc(10, 30)), (first.At, second.At));
    }

    [Fact]
    public async Task UseMonitor_Off_StoresNothingAndForgetsMissedRuns()
    {
        await using (await StartAsync(typeof(Unmonitored)))
        {
        }

        clock.Advance(TimeSpan.FromHours(5));
        await using var restarted = await StartAsync(typeof(Unmonitored));
        clock.Advance(TimeSpan.FromMinutes(30));
        var run = await runs.NextAsync();
        Assert.Equal((Utc(15, 0), false, null), (run.At, run.IsPastDue, run.Next));
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "Unmonitored.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Run_LongerThanItsPeriod_DoesNotOverlapAndIsMadeUpForOnce()
    {
        var gate = new Gate();
        await using var host = await StartAsync(typeof(Slow), builder => builder.Services.AddSingleton(gate));
        clock.Advance(TimeSpan.FromMinutes(1));
        await gate.EnteredAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, gate.Running);
        gate.Leave();

        await gate.EnteredAsync();
        Assert.Equal(1, gate.Running);
        gate.Leave();
        await host.StopAsync();
        Assert.Equal(2, gate.Entered);
    }

    [Fact]
    public async Task Run_Throws_NextRunComes()
    {
        await using var host = await StartAsync(typeof(Failing));
        clock.Advance(TimeSpan.FromMinutes(1));
        await runs.NextAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Utc(9, 32), (await runs.NextAsync()).At);
    }

    [Fact]
    public async Task ManualRun_AdminKey_RunsNowAndKeepsTheSchedule()
    {
        await using var host = await StartAsync(typeof(Hourly));
        using var request = new HttpRequestMessage(HttpMethod.Post, "admin/functions/hourly");
        request.Headers.Add("x-functions-key", host.Keys.Master);
        Assert.Equal(HttpStatusCode.Accepted, (await host.Client.SendAsync(request)).StatusCode);
        var byHand = await runs.NextAsync();
        clock.Advance(TimeSpan.FromMinutes(30));
        var regular = await runs.NextAsync();
        Assert.Equal((Utc(9, 30), Utc(10, 0)), (byHand.At, regular.At));
    }

    [Theory]
    [InlineData("Hourly", "", HttpStatusCode.Unauthorized)]
    [InlineData("Missing", "master", HttpStatusCode.NotFound)]
    public async Task ManualRun_WithoutKeyOrFunction_IsRefused(string function, string key, HttpStatusCode expected)
    {
        await using var host = await StartAsync(typeof(Hourly));
        var code = key == "master" ? host.Keys.Master : key;
        Assert.Equal(expected, (await host.Client.PostAsync($"admin/functions/{function}?code={code}", null)).StatusCode);
    }

    [Theory]
    [InlineData("Http", "HTTP function: call it at /api/")]
    [InlineData("Job", "POST /runtime/webhooks/durabletask/orchestrators/Jobs ")]
    [InlineData("Counter", "POST /runtime/webhooks/durabletask/entities/Counter/{key}?op=")]
    [InlineData("Step", "an activity: an orchestrator calls it")]
    public async Task ManualRun_OtherKindOfFunction_IsRefusedWithTheWayToTriggerIt(string function, string expected)
    {
        await using var host = await StartAsync(typeof(OtherKinds));
        var response = await host.Client.PostAsync($"admin/functions/{function}?code={host.Keys.Master}", null, Limit.Token);
        Assert.Contains(expected, await Problem.DetailAsync(response, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureWebJobs.Hourly.Disabled")]
    [InlineData("AzureWebJobs:Hourly:Disabled")]
    public async Task Disabled_BySetting_NeitherSchedulesNorRunsByHand(string setting)
    {
        await using var host = await StartAsync(
            typeof(Hourly), builder => builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>(setting, "true")]));
        var response = await host.Client.PostAsync($"admin/functions/Hourly?code={host.Keys.Master}", null, Limit.Token);
        Assert.Contains("AzureWebJobs.Hourly.Disabled", await Problem.DetailAsync(response, HttpStatusCode.Conflict), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "Hourly.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task StartAsync_SettingMissing_NamesFunctionAndSetting()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunningHost.StartAsync(new ScriptFolder(), [typeof(Hourly)], builder => builder.Services.AddSingleton(runs)));
        Assert.Contains("'Hourly'", error.Message);
        Assert.Contains("'HourlySchedule'", error.Message);
    }

    private static DateTime Utc(int hour, int minute) => new(2024, 1, 1, hour, minute, 0, DateTimeKind.Utc);

    private Task<RunningHost> StartAsync(Type functions, Action<FunctionsApplicationBuilder>? configure = null) =>
        RunningHost.StartAsync(folder, [functions], builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton(runs);
            configure?.Invoke(builder);
        });

    public sealed class Hourly(RunLog runs, TimeProvider time)
    {
        [Function("Hourly")]
        public void Run([TimerTrigger("%HourlySchedule%")] TimerInfo timer) => runs.Add(time, timer);
    }

    public static class OtherKinds
    {
        [Function("Http")]
        public static void Http([HttpTrigger] HttpRequest request)
        {
        }

        [Function("Job")]
        public static Task Job([OrchestrationTrigger(Orchestration = "Jobs")] TaskOrchestrationContext context) => Task.CompletedTask;

        [Function("Counter")]
        public static Task Counter([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<int>();

        [Function("Step")]
        public static int Step([ActivityTrigger] int number) => number;
    }

    public sealed class AtStartup(RunLog runs, TimeProvider time)
    {
        [Function("AtStartup")]
        public void Run([TimerTrigger("01:00:00", RunOnStartup = true)] TimerInfo timer) => runs.Add(time, timer);
    }

    public sealed class Unmonitored(RunLog runs, TimeProvider time)
    {
        [Function("Unmonitored")]
        public void Run([TimerTrigger("0 0 * * * *", UseMonitor = false)] TimerInfo timer) => runs.Add(time, timer);
    }

    public sealed class Slow(Gate gate)
    {
        [Function("Slow")]
        public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => gate.PassAsync();
    }

    public sealed class Failing(RunLog runs, TimeProvider time)
    {
        [Function("Failing")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
            runs.Add(time, timer);
            throw new InvalidOperationException("on purpose");
        }
    }
}
