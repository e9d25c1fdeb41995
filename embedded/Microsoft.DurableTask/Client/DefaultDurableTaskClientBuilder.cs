using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Client;

public class DefaultDurableTaskClientBuilder(string? name, IServiceCollection services) : IDurableTaskClientBuilder
{
    public string Name { get; } = name ?? Options.DefaultName;

    public IServiceCollection Services { get; } = services;

    public Type? BuildTarget
    {
        get;
        set => field = value is null || (value.IsSubclassOf(typeof(DurableTaskClient)) && !value.IsAbstract)
            ? value
            : throw new ArgumentException($"The build target {value} is not a concrete {nameof(DurableTaskClient)}.", nameof(value));
    }

    /// <exception cref="InvalidOperationException">There is no build target.</exception>
    public DurableTaskClient Build(IServiceProvider serviceProvider)
        => (DurableTaskClient)ActivatorUtilities.CreateInstance(
            serviceProvider,
            BuildTarget ?? throw new InvalidOperationException(
                $"The durable task client '{Name}' has no build target; set one with UseBuildTarget, or add the client with AddDurableTaskClient."),
            Name);
}
