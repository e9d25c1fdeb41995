using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Tests.Conformance;

/// <summary>Builders with build targets of the application's own.</summary>
public sealed class BuilderTests
{
    private readonly ServiceCollection services = new();

    [Fact]
    public void ClientBuilder_NoTarget_ThrowsInvalidOperation()
        => Assert.Throws<InvalidOperationException>(
            () => new DefaultDurableTaskClientBuilder("c", services).Build(services.BuildServiceProvider()));

    [Fact]
    public void ClientBuilder_TargetThatIsNoClient_ThrowsArgument()
    {
        var builder = new DefaultDurableTaskClientBuilder("c", services);
        Assert.Equal("value", Assert.Throws<ArgumentException>(() => builder.UseBuildTarget(typeof(string))).ParamName);
        Assert.Throws<ArgumentException>(() => builder.BuildTarget = typeof(DurableTaskClient));
        builder.BuildTarget = null;
        Assert.Null(builder.BuildTarget);
    }

    [Fact]
    public void ClientBuilder_TargetWithOptions_GetsWhatIsConfiguredForTheName()
    {
        var converter = new JsonDataConverter();
        var builder = new DefaultDurableTaskClientBuilder("c", services);
        builder.Configure(options => options.DataConverter = converter).UseDefaultVersion("2.0");
        builder.UseBuildTarget<StubClient, StubClientOptions>();
        var client = Assert.IsType<StubClient>(builder.Build(services.BuildServiceProvider()));
        Assert.Equal(("c", "2.0"), (client.Name, client.Options.DefaultVersion));
        Assert.Same(converter, client.Options.DataConverter);
    }

    [Fact]
    public void ClientProvider_UnknownName_NamesThoseItHas()
    {
        services.AddDurableTaskClient("a").UseBuildTarget<StubClient>();
        services.AddDurableTaskClient("B").UseBuildTarget<StubClient>().RegisterDirectly();
        var provider = services.BuildServiceProvider();
        var clients = provider.GetRequiredService<IDurableTaskClientProvider>();
        Assert.Equal("B", provider.GetRequiredService<DurableTaskClient>().Name);
        Assert.Equal("a", clients.GetClient("a").Name);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => clients.GetClient("b"));
        Assert.Equal("name", error.ParamName);
        Assert.StartsWith("The value of this argument must be in the set of available clients: [\"a\", \"B\"].", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WorkerBuilder_NoTargetOrAnotherHostedService_Throws()
    {
        var builder = new DefaultDurableTaskWorkerBuilder("w", services);
        Assert.Throws<InvalidOperationException>(() => builder.Build(services.BuildServiceProvider()));
        Assert.Equal("value", Assert.Throws<ArgumentException>(() => builder.UseBuildTarget(typeof(NoWorker))).ParamName);
    }

    [Fact]
    public void WorkerBuilder_TargetWithOptions_GetsNameFactoryAndOptions()
    {
        var converter = new JsonDataConverter();
        var builder = new DefaultDurableTaskWorkerBuilder("w", services);
        builder.AddTasks(tasks => tasks.AddActivityFunc("Known", _ => 1));
        builder.Configure(options => options.DataConverter = converter);
        builder.UseBuildTarget<StubWorker, StubWorkerOptions>();
        var worker = Assert.IsType<StubWorker>(builder.Build(services.BuildServiceProvider()));
        Assert.Equal("w", worker.GivenName);
        Assert.Same(converter, worker.Options.DataConverter);
        Assert.True(worker.GivenFactory.TryCreateActivity("known", services.BuildServiceProvider(), out _));
        Assert.False(worker.GivenFactory.TryCreateActivity("other", services.BuildServiceProvider(), out _));
    }

    [Fact]
    public void AddDurableTask_Twice_HasOneBuilderAndOneHostedService()
    {
        Assert.Same(services.AddDurableTaskWorker(), services.AddDurableTaskWorker());
        Assert.Same(services.AddDurableTaskClient(), services.AddDurableTaskClient());
        Assert.Single(services, service => service.ServiceType == typeof(IHostedService));
        Assert.Single(services, service => service.ServiceType == typeof(DurableTaskClient));
    }

    private sealed class NoWorker : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }

    private sealed class StubClientOptions : DurableTaskClientOptions;

    private sealed class StubWorkerOptions : DurableTaskWorkerOptions;

    private sealed class StubWorker(string name, IDurableTaskFactory factory, IOptionsMonitor<StubWorkerOptions> options)
        : DurableTaskWorker(name, factory)
    {
        public string GivenName => Name;

        public IDurableTaskFactory GivenFactory => Factory;

        public StubWorkerOptions Options { get; } = options.Get(name);

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }

    private sealed class StubClient(string name, IOptionsMonitor<StubClientOptions> options) : DurableTaskClient(name)
    {
        public StubClientOptions Options { get; } = options.Get(name);

        public override ValueTask DisposeAsync() => default;

        public override Task<string> ScheduleNewOrchestrationInstanceAsync(
            TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
            => throw new NotSupportedException();

        public override Task RaiseEventAsync(
            string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
            => throw new NotSupportedException();

        public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
            => throw new NotSupportedException();

        public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
            => throw new NotSupportedException();

        public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
            => throw new NotSupportedException();

        public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
            => throw new NotSupportedException();

        public override Task<OrchestrationMetadata?> GetInstancesAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
            => throw new NotSupportedException();

        public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
            => throw new NotSupportedException();
    }
}
