using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Functions.Access;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary>Probes for whatever keeps the host running. They answer anybody and tell nothing but yes or no.</summary>
public sealed class Health(BlobServiceClient blobs, CycleTable cycles, ILogger<Health> logger)
{
    /// <summary><c>GET /health/live</c>: 200 as long as the process answers.</summary>
    [Function("HealthLive")]
    [OpenToAll]
    public static IResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequest request) =>
        Results.Ok(new { status = "live" });

    /// <summary><c>GET /health/ready</c>: 200 when blobs and tables answer, else 503; the log says which doesn't.</summary>
    [Function("HealthReady")]
    [OpenToAll]
    public async Task<IResult> ReadyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequest request,
        CancellationToken cancellation)
    {
        try
        {
            await blobs.GetPropertiesAsync(cancellation);
            await cycles.ListAsync(size: 1, continuationToken: null, cancellation);
            return Results.Ok(new { status = "ready" });
        }
        catch (Azure.RequestFailedException error)
        {
            logger.LogWarning(error, "Storage does not answer: {Message}", error.Message);
            return Results.Json(new { status = "unavailable" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
