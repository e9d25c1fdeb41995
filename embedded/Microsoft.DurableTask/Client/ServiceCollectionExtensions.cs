using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Client;

public static class ServiceCollectionExtensions
{
    public static IDurableTaskClientBuilder AddDurableTaskClient(this IServiceCollection services, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builders = BuildersOf(services);
        name ??= Options.DefaultName;
        if (builders.TryGetValue(name, out var existing))
            return existing;

        IDurableTaskClientBuilder builder = builders[name] = new DefaultDurableTaskClientBuilder(name, services)
        {
            BuildTarget = typeof(Embedded.Clients.EmbeddedDurableTaskClient),
        };
        Embedded.EngineServices.AddTo(services);
        services.TryAddSingleton<IDurableTaskClientProvider, DefaultDurableTaskClientProvider>();
        services.AddOptions<DurableTaskClientOptions>(name).Configure<IServiceProvider>((options, sp) =>
        {
            if (!options.DataConverterExplicitlySet && sp.GetService<DataConverter>() is { } converter)
                options.DataConverter = converter;
        });
        services.AddSingleton(sp => new DefaultDurableTaskClientProvider.ClientContainer(builder.Build(sp)));
        return name == Options.DefaultName ? builder.RegisterDirectly() : builder;
    }

    public static IServiceCollection AddDurableTaskClient(this IServiceCollection services, Action<IDurableTaskClientBuilder> configure)
        => services.AddDurableTaskClient(Options.DefaultName, configure);

    public static IServiceCollection AddDurableTaskClient(
        this IServiceCollection services, string name, Action<IDurableTaskClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(services.AddDurableTaskClient(name));
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

    private sealed class BuilderSet : Dictionary<string, IDurableTaskClientBuilder>;
}
