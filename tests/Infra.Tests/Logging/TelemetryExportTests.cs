using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Infra.Logging;

namespace Serverless.Infra.Tests.Logging;

/// <summary>What a collector receives over HTTP.</summary>
public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Export_Logs_ArriveWithoutSecrets()
    {
        using var collector = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/";
        collector.Prefixes.Add(address);
        collector.Start();
        var received = new ConcurrentQueue<(string Path, string Body)>();
        var serving = ServeAsync(collector, received);
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [TelemetryExport.EndpointSetting] = address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" })
            .Build();

        await using (var services = new ServiceCollection().AddSingleton(configuration).AddLogging(logging => logging.AddTelemetry()).BuildServiceProvider())
        {
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Serverless.Test")
                .LogError(new InvalidOperationException("password=hunter2 is wrong"), "order {OrderId} with {ApiKey} of {FinalEquity}", "o-17", "hunter2", 987654.5);
        }

        using (TelemetryExport.Metrics(configuration))
        {
        }

        collector.Stop();
        await serving.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var log = Assert.Single(received, request => request.Path == "/v1/logs").Body;
        Assert.Contains("order o-17 with *** of ***", log, StringComparison.Ordinal);
        Assert.Contains("password=*** is wrong", log, StringComparison.Ordinal);
        Assert.Contains(received, request => request.Path == "/v1/metrics");
        Assert.All(received, request => Assert.DoesNotContain("hunter2", request.Body, StringComparison.Ordinal));
        Assert.DoesNotContain("987654", log, StringComparison.Ordinal);
    }

    private static async Task ServeAsync(HttpListener collector, ConcurrentQueue<(string Path, string Body)> received)
    {
        try
        {
            while (true)
            {
                var context = await collector.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.Latin1);
                received.Enqueue((context.Request.Url!.AbsolutePath, await reader.ReadToEndAsync()));
                context.Response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
