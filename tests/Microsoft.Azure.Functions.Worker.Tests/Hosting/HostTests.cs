using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.Azure.Functions.Worker.Tests.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Tests.Hosting;

public sealed class HostTests
{
    [Fact]
    public async Task StartAsync_Listening_PrintsOneLineWithTheAddress()
    {
        using var output = new StringWriter();
        await using var host = await RunningHost.StartAsync(
            typeof(Functions), builder => builder.Services.AddSingleton(new Announcement(output)));
        var line = output.ToString();
        Assert.Equal($"Now listening on: http://127.0.0.1:{host.Client.BaseAddress!.Port}{Environment.NewLine}", line);
    }

    [Fact]
    public void AddFunctionsWorkerDefaults_PlainServices_AddTheHost()
    {
        var services = new ServiceCollection();
        var worker = services.AddFunctionsWorkerDefaults(options => options.Serializer = null);
        Assert.Same(services, worker.Services);
        Assert.Contains(services, service => service.ServiceType == typeof(HttpHost));
        using var provider = services.BuildServiceProvider();
        Assert.Null(provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer);
    }

    [Fact]
    public async Task AdminStatus_NoKey_IsRunning()
    {
        await using var host = await RunningHost.StartAsync(typeof(Functions));
        var status = await host.Client.GetFromJsonAsync<JsonElement>("admin/host/status");
        Assert.Equal(
            ["id", "state", "version", "versionDetails", "instanceId", "processUptime", "functionAppContentEditingState"],
            status.EnumerateObject().Select(p => p.Name));
        Assert.Equal("Running", status.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("admin/host/ping")).StatusCode);
    }

    [Fact]
    public async Task AdminFunctions_AdminKey_ListsThem()
    {
        await using var host = await RunningHost.StartAsync(typeof(Functions));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("admin/functions")).StatusCode);
        var list = await host.Client.GetFromJsonAsync<JsonElement>($"admin/functions?code={host.Keys.Master}");
        Assert.Equal(["Greeting", "Live", "Wait"], list.EnumerateArray().Select(f => f.GetProperty("name").GetString()!).Order());
    }

    [Fact]
    public async Task AdminFunction_AdminKey_DescribesItAsTheVendorDoes()
    {
        await using var host = await RunningHost.StartAsync(typeof(Functions));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("admin/functions/Live")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync($"admin/functions/None?code={host.Keys.Master}")).StatusCode);
        var function = await host.Client.GetFromJsonAsync<JsonElement>($"admin/functions/live?code={host.Keys.Master}");
        Assert.Equal(
            [
                "name", "script_root_path_href", "script_href", "config_href", "test_data_href", "href", "invoke_url_template", "language", "config",
                "files", "test_data", "isDisabled", "isDirect", "isProxy",
            ],
            function.EnumerateObject().Select(p => p.Name));
        Assert.Equal($"{host.Client.BaseAddress}admin/functions/Live", function.GetProperty("href").GetString());
        Assert.Equal($"{host.Client.BaseAddress}api/health/live", function.GetProperty("invoke_url_template").GetString());
        Assert.False(function.GetProperty("isDisabled").GetBoolean());
        var config = function.GetProperty("config");
        Assert.EndsWith("Functions.Live", config.GetProperty("entryPoint").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            """[{"name":"request","type":"httpTrigger","direction":"In","authLevel":"Anonymous","methods":["get"],"route":"health/live"}]""",
            config.GetProperty("bindings").GetRawText());
    }

    [Fact]
    public async Task StopAsync_RequestInFlight_IsAnsweredBeforeTheHostEnds()
    {
        var gate = new Gate();
        await using var host = await RunningHost.StartAsync(typeof(Functions), builder => builder.Services.AddSingleton(gate));
        var running = host.GetAsync("api/Wait");
        await gate.EnteredAsync();
        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        gate.Leave();
        Assert.Equal("done", await running);
        await stopping;
        await Assert.ThrowsAsync<HttpRequestException>(() => host.GetAsync("api/Wait"));
    }

    [Fact]
    public async Task StartAsync_OwnHostedServices_AreReadyBeforeRequestsComeIn()
    {
        var probe = new Probe();
        await using var host = await RunningHost.StartAsync(
            typeof(Functions),
            builder => builder.Services.AddHostedService(services => probe.Of(services.GetRequiredService<HttpHost>())));
        Assert.IsType<InvalidOperationException>(probe.AddressAtStart);
        await host.StopAsync();
        Assert.IsType<HttpRequestException>(probe.RequestAtStop);
    }

    [Fact]
    public async Task RoutePrefix_OfHostJson_IsUsedExactly()
    {
        var folder = new ScriptFolder("""{ "extensions": { "http": { "routePrefix": "" } } }""");
        await using var host = await RunningHost.StartAsync(folder, [typeof(Functions)]);
        Assert.Equal("live", await host.GetAsync("health/live"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("api/health/live")).StatusCode);
    }

    [Fact]
    public async Task HostBuilder_ConfigureFunctionsWebApplication_ServesToo()
    {
        var folder = new ScriptFolder(localSettings: """{ "Values": { "Greeting": "from settings" } }""");
        using var host = new HostBuilder()
            .ConfigureAppConfiguration(c => c.AddInMemoryCollection([
                KeyValuePair.Create<string, string?>("AzureWebJobsScriptRoot", folder.Path), KeyValuePair.Create<string, string?>("port", "0")]))
            .ConfigureFunctionsWebApplication(worker => worker.UseMiddleware(async (context, next) =>
            {
                await next();
                context.GetInvocationResult().Value += "!";
            }))
            .ConfigureServices(services =>
                services.AddSingleton(new FunctionSources([typeof(Functions)])).AddSingleton(new Announcement(TextWriter.Null)))
            .ConfigureLogging(logging => logging.ClearProviders())
            .Build();
        await host.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Services.GetRequiredService<HttpHost>().Address };
        Assert.Equal("from settings!", await client.GetStringAsync("api/greeting"));
        await host.StopAsync();
    }

    [Fact]
    public void Build_Twice_Throws()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Build().Dispose();
        Assert.Throws<InvalidOperationException>(() => builder.Build());
    }

    private sealed class Probe : IHostedService
    {
        private HttpHost? http;

        public Exception? AddressAtStart { get; private set; }

        public Exception? RequestAtStop { get; private set; }

        public Probe Of(HttpHost host)
        {
            http = host;
            return this;
        }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            AddressAtStart = Record.Exception(() => http!.Address);
            return Task.CompletedTask;
        }

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            using var client = new HttpClient { BaseAddress = http!.Address };
            RequestAtStop = await Record.ExceptionAsync(() => client.GetAsync("admin/host/ping", cancellationToken));
        }
    }

    public static class Functions
    {
        [Function("Wait")]
        public static async Task<string> Wait([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
        {
            await request.HttpContext.RequestServices.GetRequiredService<Gate>().PassAsync();
            return "done";
        }

        [Function("Live")]
        public static string Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequest request) => "live";

        [Function("Greeting")]
        public static string? Greeting([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greeting")] HttpRequest request) =>
            request.HttpContext.RequestServices.GetRequiredService<IConfiguration>()["Greeting"];
    }
}
