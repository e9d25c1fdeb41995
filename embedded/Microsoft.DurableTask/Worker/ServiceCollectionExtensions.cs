using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Worker;

public static class ServiceCollectionExtensions
{
    public static IDurableTaskWorkerBuilder AddDurableTaskWorker(this IServiceCollection services, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builders = BuildersOf(services);
        name ??= Options.DefaultName;
        if (builders.TryGetValue(name, out var existing))
            return existing;

        IDurableTaskWorkerBuilder builder = builders[name] = new DefaultDurableTaskWorkerBuilder(name, services)
        {
            BuildTarget = typeof(Embedded.EngineHostedService),
        };
        Embedded.EngineServices.AddTo(services);
        services.AddOptions<DurableTaskWorkerOptions>(name).Configure<IServiceProvider>((options, sp) =>
        {
            if (!options.DataConverterExplicitlySet && sp.GetService<DataConverter>() is { } converter)
                options.DataConverter = converter;
        });
        services.AddSingleton(builder.Build);
        return builder;
    }

    public static IServiceCollection AddDurableTaskWorker(this IServiceCollection services, Action<IDurableTaskWorkerBuilder> configure)
        => services.AddDurableTaskWorker(Options.DefaultName, configure);

    public static IServiceCollection AddDurableTaskWorker(
        this IServiceCollection services, string name, Action<IDurableTaskWorkerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(services.AddDurableTaskWorker(name));
        return services;
    }

    private static BuilderSet BuildersOf(IServiceCollection services)
    {
        if (services.FirstOrDefault(d => d.ServiceType == typeof(BuilderSet))?.ImplementationInstance is BuilderSet existing)
            return existing;
        var builders = new BuilderSet();
        services.AddSingleton(builders);
        return builders;
    }

    private sealed class BuilderSet : Dictionary<string, IDurableTaskWorkerBuilder>;
}
