using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Tests.Support;

/// <summary>A real host with the functions of the named classes only, on a free port, in a folder of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly IHost host;

    private RunningHost(IHost host, ScriptFolder folder)
    {
        this.host = host;
        Folder = folder;
        Client = new HttpClient { BaseAddress = host.Services.GetRequiredService<HttpHost>().Address };
        Keys = KeyFile.ReadOrCreate(Path.Combine(folder.Path, ".secrets", "host.json"));
    }

    public ScriptFolder Folder { get; }

    public HttpClient Client { get; }

    public KeySet Keys { get; }

    public IServiceProvider Services => host.Services;

    public static async Task<RunningHost> StartAsync(
        ScriptFolder folder, Type[] functions, Action<FunctionsApplicationBuilder>? configure = null)
    {
        var host = Build(folder, functions, configure);
        await host.StartAsync();
        return new RunningHost(host, folder);
    }

    public static Task<RunningHost> StartAsync(Type functions, Action<FunctionsApplicationBuilder>? configure = null) =>
        StartAsync(new ScriptFolder(), [functions], configure);

    public static IHost Build(
        ScriptFolder folder, Type[] functions, Action<FunctionsApplicationBuilder>? configure = null, params string[] arguments)
    {
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--AzureWebJobsScriptRoot", folder.Path, .. arguments]);
        builder.ConfigureFunctionsWebApplication();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new FunctionSources(functions));
        builder.Services.AddSingleton(new Announcement(TextWriter.Null));
        configure?.Invoke(builder);
        return builder.Build();
    }

    public Task StopAsync() => host.StopAsync();

    public Task<string> GetAsync(string path) => Client.GetStringAsync(path);

    /// <summary>Stops like a process that ends: the folder stays for the next host.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync();
        host.Dispose();
    }
}
