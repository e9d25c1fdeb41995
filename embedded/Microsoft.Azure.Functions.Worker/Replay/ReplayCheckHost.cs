using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Replay;

/// <summary>Runs the check when it is started, and is then done; nothing of the host that it stands for ever starts.</summary>
internal sealed class ReplayCheckHost(IHost host, string folder) : IHost
{
    public IServiceProvider Services => host.Services;

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        Environment.ExitCode = ActivatorUtilities.CreateInstance<ReplayCheckRun>(Services).Run(folder, Services.GetRequiredService<Announcement>().Output);
        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public void Dispose() => host.Dispose();
}
