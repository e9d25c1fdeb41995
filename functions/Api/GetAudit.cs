using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/audit</c>: how far the audit log is signed and verified.</summary>
public static class GetAudit
{
    /// <summary>200, also before anything was signed.</summary>
    [Function(nameof(GetAudit))]
    [RequiresRole(Role.Compliance)]
    [OrdinaryRead]
    public static async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/audit")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var entity = await client.Entities.GetEntityAsync<TrailSealState>(TrailSeal.Id, cancellation: cancellation);
        return Results.Ok(entity?.State ?? new TrailSealState());
    }
}
