using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Tests.Hosting;

public sealed class LogServicesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("host-logs-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AddLogs_Folder_ReceivesWhatTheHostLogs()
    {
        var builder = Host.CreateApplicationBuilder(["--LogFiles:Folder", folder]);
        builder.AddLogs();
        using (var host = builder.Build())
            host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Serverless.Test").LogWarning("{Cycle} with {ApiKey}", "c-1", "hunter2");

        var line = File.ReadAllText(Path.Combine(folder, "errors.log"));
        Assert.Contains("\"message\":\"c-1 with ***\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void AddLogs_NothingSet_WritesNoFileAndSendsNothing()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings());
        var before = builder.Services.Count;

        builder.AddLogs();

        Assert.Equal(before, builder.Services.Count);
    }

    [Fact]
    public void AddLogs_SettingOutOfRange_IsNamed()
    {
        var builder = Host.CreateApplicationBuilder(["--LogFiles:Folder", folder, "--LogFiles:Retained", "0"]);

        Assert.Contains("Retained", Assert.Throws<ArgumentException>(builder.AddLogs).Message, StringComparison.Ordinal);
    }
}
