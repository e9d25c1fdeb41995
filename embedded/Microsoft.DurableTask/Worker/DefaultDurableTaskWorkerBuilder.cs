using Microsoft.DurableTask.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Worker;

public class DefaultDurableTaskWorkerBuilder(string? name, IServiceCollection services) : IDurableTaskWorkerBuilder
{
    public string Name { get; } = name ?? Options.DefaultName;

    public IServiceCollection Services { get; } = services ?? throw new ArgumentNullException(nameof(services));

    public Type? BuildTarget
    {
        get;
        set => field = value is null || (value.IsSubclassOf(typeof(DurableTaskWorker)) && !value.IsAbstract)
            ? value
            : throw new ArgumentException($"The build target {value} is not a concrete {nameof(DurableTaskWorker)}.", nameof(value));
    }

    /// <exception cref="InvalidOperationException">There is no build target.</exception>
    public IHostedService Build(IServiceProvider serviceProvider)
    {
        var target = BuildTarget ?? throw new InvalidOperationException(
            $"The durable task worker '{Name}' has no build target; set one with UseBuildTarget, or add the worker with AddDurableTaskWorker.");
        var factory = serviceProvider.GetOptions<DurableTaskRegistry>(Name).BuildFactory();
        return (IHostedService)ActivatorUtilities.CreateInstance(serviceProvider, target, Name, factory);
    }
}
