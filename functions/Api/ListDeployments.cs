using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/deployments</c>: strategies that have come up for promotion, from their table.</summary>
public sealed class ListDeployments(DeploymentReader reader)
{
    /// <summary>200 with the highest stage first, then the best rank; <c>stage</c> names one stage. 400 for another.</summary>
    [Function(nameof(ListDeployments))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/deployments")] HttpRequest request, CancellationToken cancellation)
    {
        LifecycleStage? wanted = null;
        if (request.Query["stage"] is [{ Length: > 0 } asked])
        {
            if (!Enum.TryParse<LifecycleStage>(asked, ignoreCase: true, out var stage) || !Enum.IsDefined(stage))
                return Problems.Of(StatusCodes.Status400BadRequest, "stage-invalid", $"stage must be one of {string.Join(", ", Enum.GetNames<LifecycleStage>())}.");
            wanted = stage;
        }

        var rows = await reader.ListAsync(cancellation);
        return Results.Ok(rows.Where(row => wanted is null || row.Deployment.Stage == wanted).Select(DeploymentResource.Of));
    }
}
