using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Durable;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Keys;
using Microsoft.Azure.Functions.Worker.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>The services of host and worker, for every kind of builder.</summary>
internal static class FunctionsHostServices
{
    /// <summary>How long running invocations may take to end once the process is asked to stop.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(30);

    public static IFunctionsWorkerApplicationBuilder Add(IServiceCollection services, ScriptRoot root)
    {
        var json = HostJson.Read(root);
        var pipeline = new MiddlewarePipeline();
        services.AddOptions<WorkerOptions>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = DrainTime);
        services.TryAddSingleton(provider => VirtualTime.ClockOf(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<DurableSettings>()));
        services.AddSingleton(root);
        services.AddSingleton(json);
        services.AddSingleton(pipeline);
        services.TryAddSingleton(_ => FunctionSources.OfApplication());
        services.AddSingleton<FunctionCatalog>();
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<ConverterInstances>();
        services.AddSingleton<HostKeys>();
        AddLogging(services, json);
        // HTTP opens last and closes first; the engine stops when nothing comes in any more.
        DurableHostServices.Add(services, json);
        TimerHostServices.Add(services);
        HttpHostServices.Add(services);
        return new FunctionsWorkerApplicationBuilder(services, pipeline);
    }

    public static void AddAspNetCore(IServiceCollection services)
    {
        services.TryAddSingleton<IWebHostEnvironment, WebEnvironment>();
        services.AddMvcCore();
    }

    private static void AddLogging(IServiceCollection services, HostJson json)
    {
        foreach (var console in services.Where(s => s.ImplementationType == typeof(ConsoleLoggerProvider)).ToList())
            services.Remove(console);
        // One line per request is for whoever asks for it in host.json.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddConfiguration(json.Logging));
        services.AddSingleton<ILoggerProvider>(provider => new LineLoggerProvider(Console.Error, provider.GetRequiredService<TimeProvider>()));
    }
}
