using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker.Durable;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Serves HTTP functions and the host's own endpoints; stopping waits for the requests in flight.</summary>
internal sealed class HttpHost(
    IServer server, IHttpContextFactory contexts, IConfiguration settings, Announcement announcement, IServiceProvider services)
    : OuterService
{
    private Uri? address;

    public Uri Address => address ?? throw new InvalidOperationException("The HTTP host is not listening yet. Start the host first.");

    protected override async Task OpenAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        foreach (var url in HttpAddress.From(settings))
            addresses.Add(url);
        await server.StartAsync(new Application(contexts, Pipeline()), cancellationToken);
        address = new Uri(addresses.First());
        announcement.Listening(address);
    }

    protected override Task CloseAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    private RequestDelegate Pipeline()
    {
        var application = new ApplicationBuilder(services);
        application.UseMiddleware<ErrorBoundary>();
        application.UseRouting();
        CorsSettings.Apply(application, settings);
        application.UseEndpoints(endpoints =>
        {
            services.GetRequiredService<HttpFunctionEndpoint>().MapAll(endpoints);
            services.GetRequiredService<AdminEndpoints>().Map(endpoints);
            services.GetRequiredService<DurableEndpoints>().Map(endpoints);
        });
        return application.Build();
    }

    private sealed class Application(IHttpContextFactory contexts, RequestDelegate pipeline) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => contexts.Create(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => pipeline(context);

        public void DisposeContext(HttpContext context, Exception? exception) => contexts.Dispose(context);
    }
}
