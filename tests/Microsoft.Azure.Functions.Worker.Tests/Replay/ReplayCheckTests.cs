using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Tests.Replay;

public sealed class ReplayCheckTests
{
    private readonly ScriptFolder folder = new();

    private string Journal => folder.Combine(Path.Combine(".durable", "TestHubName"));

    [Fact]
    public async Task Run_SameCode_IsOkAndStartsNothing()
    {
        await StoreAsync();
        var started = false;
        var (exitCode, report) = await CheckAsync(
            typeof(Version1), builder => builder.Services.AddHostedService(_ => new Probe(() => started = true)), "--replay-check");
        Assert.Equal(0, exitCode);
        Assert.Equal(
            [$"{"ok",-18} i1  Greets  Completed  6 records", $"1 histories in {Journal}: 1 ok, 0 non-deterministic, 0 not registered"],
            report);
        Assert.False(started);
    }

    [Fact]
    public async Task Run_ChangedCode_SaysWhatHistoryExpectsAndTheCodeDoes()
    {
        await StoreAsync();
        // The folder named, as for another application's journal; its owner may run meanwhile.
        await using var owner = await RunningHost.StartAsync(folder, [typeof(Version1)]);
        var (exitCode, report) = await CheckAsync(typeof(Version2), null, "--replay-check", Journal);
        Assert.Equal(4, exitCode);
        Assert.Equal($"{"non-deterministic",-18} i1  Greets  Completed  6 records", report[0]);
        Assert.Equal(
            "history expects an activity task with sequence ID 0 and name 'Hello', but the code scheduled an activity task with sequence ID 0 and name 'Welcome'",
            report[1].Trim());
    }

    [Fact]
    public async Task Run_FolderWithoutJournal_IsAnError()
    {
        var (exitCode, report) = await CheckAsync(typeof(Version1), null, "--replay-check=" + folder.Path);
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"error: '{folder.Path}' holds no journal.", Assert.Single(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostBuilder_Switch_ChecksToo()
    {
        await StoreAsync();
        using var output = new StringWriter();
        using var host = new HostBuilder()
            .ConfigureAppConfiguration(c => c.AddInMemoryCollection([
                KeyValuePair.Create<string, string?>("AzureWebJobsScriptRoot", folder.Path), KeyValuePair.Create<string, string?>("replay-check", "")]))
            .ConfigureFunctionsWebApplication()
            .ConfigureServices(services => services.AddSingleton(new FunctionSources([typeof(Version1)])).AddSingleton(new Announcement(output)))
            .ConfigureLogging(logging => logging.ClearProviders())
            .Build();
        await host.RunAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("ok ", output.ToString(), StringComparison.Ordinal);
    }

    private async Task StoreAsync()
    {
        await using var host = await RunningHost.StartAsync(folder, [typeof(Version1)]);
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        await client.ScheduleNewOrchestrationInstanceAsync("Greets", null, new StartOrchestrationOptions("i1"), TestContext.Current.CancellationToken);
        await client.WaitForInstanceCompletionAsync("i1", Limit.Token);
    }

    private async Task<(int ExitCode, string[] Report)> CheckAsync(
        Type functions, Action<FunctionsApplicationBuilder>? configure, params string[] arguments)
    {
        await using var output = new StringWriter();
        using var host = RunningHost.Build(
            folder,
            [functions],
            builder =>
            {
                builder.Services.AddSingleton(new Announcement(output));
                configure?.Invoke(builder);
            },
            arguments);
        await host.RunAsync(TestContext.Current.CancellationToken);
        var exitCode = Environment.ExitCode;
        Environment.ExitCode = 0;
        return (exitCode, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class Probe(Action onStart) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            onStart();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    public static class Version1
    {
        [Function("Greets")]
        public static Task<string> Greets([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<string>("Hello");

        [Function("Hello")]
        public static string Hello([ActivityTrigger] object? nothing) => "hello";
    }

    public static class Version2
    {
        [Function("Greets")]
        public static Task<string> Greets([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<string>("Welcome");

        [Function("Welcome")]
        public static string Welcome([ActivityTrigger] object? nothing) => "welcome";
    }
}
