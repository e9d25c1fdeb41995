using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Kestrel and routing as plain services, so that every kind of host builder can carry them.</summary>
internal static class HttpHostServices
{
    private const long DefaultBodyLimit = 1024 * 1024;

    public static void Add(IServiceCollection services)
    {
        services.AddRouting();
        services.AddCors();
        services.AddHttpContextAccessor();
        services.TryAddSingleton(new DiagnosticListener("Microsoft.AspNetCore"));
        services.TryAddSingleton<DiagnosticSource>(provider => provider.GetRequiredService<DiagnosticListener>());
        services.TryAddSingleton<IHttpContextFactory, DefaultHttpContextFactory>();
        services.TryAddSingleton<IConnectionListenerFactory, SocketTransportFactory>();
        services.TryAddSingleton<IServer, KestrelServer>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => new ConfigureOptions<KestrelServerOptions>(options =>
        {
            options.ApplicationServices = provider;
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize =
                provider.GetRequiredService<IConfiguration>().GetValue("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", DefaultBodyLimit);
        }));
        services.AddSingleton<HttpFunctionEndpoint>();
        services.AddSingleton<FunctionJson>();
        services.AddSingleton<HostStatus>();
        services.AddSingleton<ManualRun>();
        services.AddSingleton<AdminEndpoints>();
        services.AddSingleton(_ => new Announcement(Console.Out));
        services.AddSingleton<HttpHost>();
        services.AddHostedService(provider => provider.GetRequiredService<HttpHost>());
    }
}
