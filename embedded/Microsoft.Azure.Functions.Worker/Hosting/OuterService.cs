using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>
/// What lets work in from outside: opens once every hosted service has started, the application's too, and closes before any of them stops.
/// </summary>
internal abstract class OuterService : IHostedLifecycleService
{
    protected abstract Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Lets nothing in any more, and waits for what is inside as long as the token allows.</summary>
    protected abstract Task CloseAsync(CancellationToken cancellationToken);

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StartedAsync(CancellationToken cancellationToken) => OpenAsync(cancellationToken);

    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken) => CloseAsync(cancellationToken);

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
