using Microsoft.Azure.Functions.Worker.Durable.Http;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>Joins the durable engine to the host: its settings, its tasks, its client, its HTTP API.</summary>
internal static class DurableHostServices
{
    public static void Add(IServiceCollection services, HostJson json)
    {
        services.TryAddSingleton<DataConverter>(provider => new ObjectSerializerConverter(WorkerOptions.SerializerOf(provider)));
        services.AddSingleton<DurableSettings>();
        services.AddSingleton<ActivityLimitNames>();
        services.AddSingleton<DurableWebhooks>();
        services.AddSingleton<DurableEndpoints>();
        services.AddSingleton<HttpActivity>();
        services.AddOptions<EmbeddedEngineOptions>()
            .Configure<DurableSettings>((options, settings) => settings.Apply(options))
            .PostConfigure<ActivityLimitNames>((options, names) => names.Check(options.ActivityLimits.Keys));

        services.AddDurableTaskWorker();
        services.AddOptions<DurableTaskRegistry>().Configure<FunctionCatalog, FunctionInvoker, IServiceScopeFactory>(DurableFunctions.Register);
        services.AddOptions<DurableTaskWorkerOptions>().Configure<DurableSettings>((options, settings) => settings.Apply(options));
        services.AddDurableTaskClient().Configure(options => options.EnableEntitySupport = true);
        if (json.DurableTask["defaultVersion"] is { } version)
            services.AddDurableTaskClient().UseDefaultVersion(version);
    }
}
