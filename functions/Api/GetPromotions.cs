using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/cycles/{id}/promotions</c>: what a cycle decided about every strategy, with every gate.</summary>
public sealed class GetPromotions(RunStore runs)
{
    /// <summary>200 with the stored bytes; 404 when there is no such cycle, or it has not decided.</summary>
    [Function(nameof(GetPromotions))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/cycles/{id}/promotions")] HttpRequest request, string id, CancellationToken cancellation)
    {
        try
        {
            return Results.Bytes(await runs.GetAsync(RunBlobs.Promotions(id), cancellation), "application/json");
        }
        catch (FileNotFoundException)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "promotions-missing", $"'{id}' has decided nothing: it is unknown, not finished, or was not asked to promote.");
        }
    }
}
