using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Hosting;
using Serverless.Infra.Audit;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Creates missing tables and containers before anything else starts.</summary>
internal sealed class StorageSetup(TableServiceClient tables, BlobServiceClient blobs, BlobTrail trail) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => StateStorage.CreateAsync(tables, blobs, cancellationToken, trail);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
