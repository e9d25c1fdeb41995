using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serverless.Infra.Audit;

namespace Serverless.Infra.Logging;

/// <summary>
/// Sends logs, traces of orchestrations and metrics to an OpenTelemetry collector, as the variables <c>OTEL_*</c> of its specification say
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_SERVICE_NAME</c>, …). Log records are masked first.
/// </summary>
public static class TelemetryExport
{
    /// <summary>The setting without which nothing is sent.</summary>
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Sends what is logged.</summary>
    public static ILoggingBuilder AddTelemetry(this ILoggingBuilder logging) => logging.AddOpenTelemetry(options =>
    {
        options.IncludeFormattedMessage = true;
        options.AddProcessor(new MaskingLogProcessor());
        options.AddOtlpExporter();
    });

    /// <summary>Sends traces; disposing it sends the last.</summary>
    public static TracerProvider Traces(IConfiguration configuration) => Sdk.CreateTracerProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .AddSource("Microsoft.DurableTask")
        .AddOtlpExporter()
        .Build();

    /// <summary>Sends metrics; disposing it sends the last.</summary>
    public static MeterProvider Metrics(IConfiguration configuration) => Sdk.CreateMeterProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .AddMeter("Microsoft.AspNetCore.Hosting", "System.Runtime", TrailMeter.Name)
        .AddOtlpExporter()
        .Build();
}
