using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/deployments/{id}</c>: where a strategy stands, its last changes, what it trades with, and how the last cycle saw it.</summary>
public sealed class GetDeployment(DeploymentReader reader, HealthTable health)
{
    /// <summary>200 with the <c>ETag</c> that an override must name; 404 when there is no such strategy.</summary>
    [Function(nameof(GetDeployment))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/deployments/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await reader.FindAsync(client, id, cancellation) is not var (deployment, row))
            return Problems.DeploymentUnknown(id);
        request.SetETag(deployment.ETag);
        var look = await health.FindLastAsync(deployment, cancellation);
        return Results.Ok(DeploymentResource.Of(deployment, row) with { TradesAs = look?.TradesAs, ChosenAt = look?.ChosenAt });
    }
}
