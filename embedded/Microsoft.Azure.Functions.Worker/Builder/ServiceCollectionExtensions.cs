using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

public static class ServiceCollectionExtensions
{
    public static IFunctionsWorkerApplicationBuilder AddFunctionsWorkerDefaults(
        this IServiceCollection services, Action<WorkerOptions>? configure = null) =>
        services.AddFunctionsWorkerCore(configure);

    public static IFunctionsWorkerApplicationBuilder AddFunctionsWorkerCore(
        this IServiceCollection services, Action<WorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        // A service collection has no configuration yet: only the environment can name the folder.
        var worker = FunctionsHostServices.Add(services, ScriptRoot.Locate(new ConfigurationManager()));
        if (configure is not null)
            services.Configure(configure);
        return worker;
    }
}
