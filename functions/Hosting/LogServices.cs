using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Infra.Logging;

namespace Serverless.Functions.Hosting;

/// <summary>Registers what becomes of logs: files where <c>LogFiles:Folder</c> is set, a collector where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is.</summary>
internal static class LogServices
{
    /// <exception cref="ArgumentException">A setting under <c>LogFiles</c> is not valid.</exception>
    public static void AddLogs(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("LogFiles").Get<LogFileOptions>() ?? new LogFileOptions();
        options.Check();
        if (!string.IsNullOrEmpty(options.Folder))
        {
            builder.Services.AddSingleton<ILoggerProvider>(services =>
                new JsonLinesLoggerProvider(options, services.GetService<TimeProvider>() ?? TimeProvider.System, Complain));
        }

        if (string.IsNullOrEmpty(builder.Configuration[TelemetryExport.EndpointSetting]))
            return;
        builder.Logging.AddTelemetry();
        builder.Services.AddHostedService<TelemetrySender>();
    }

#pragma warning disable RS0030 // Where the log itself cannot be written, only the standard error is left.
    private static void Complain(string message) => Console.Error.WriteLine(message);
#pragma warning restore RS0030

    /// <summary>Sends traces and metrics for as long as the host runs.</summary>
    private sealed class TelemetrySender(IConfiguration configuration) : IHostedService, IDisposable
    {
        private readonly List<IDisposable> providers = [];

        public Task StartAsync(CancellationToken cancellationToken)
        {
            providers.AddRange([TelemetryExport.Traces(configuration), TelemetryExport.Metrics(configuration)]);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => providers.ForEach(provider => provider.Dispose());
    }
}
