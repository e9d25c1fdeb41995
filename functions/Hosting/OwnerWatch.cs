using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Serverless.Functions.Hosting;

/// <summary>
/// Stops the host when its standard input closes, so that a host that was started as a child (setting <c>StopWhenInputCloses</c>)
/// never outlives its owner, however that one ended.
/// </summary>
internal sealed class OwnerWatch(IConfiguration configuration, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!configuration.GetValue<bool>("StopWhenInputCloses"))
            return;
        await Task.Yield();
#pragma warning disable RS0030 // The owner's pipe is the standard input; nothing is read from a person here.
        await using var input = Console.OpenStandardInput();
#pragma warning restore RS0030
        var buffer = new byte[64];
        while (await input.ReadAsync(buffer, stoppingToken) > 0)
        {
        }

        lifetime.StopApplication();
    }
}
