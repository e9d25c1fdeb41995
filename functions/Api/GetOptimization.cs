using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/optimizations/{id}</c>: how far an optimisation is, and what is best so far.</summary>
public sealed class GetOptimization(OptimizationReader reader)
{
    /// <summary>200 with the status, <c>Retry-After</c> while it runs; 404 when there is no such optimisation.</summary>
    [Function(nameof(GetOptimization))]
    [RequiresRole(Role.Viewer)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/optimizations/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await reader.FindAsync(client, id, cancellation) is not { } resource)
            return Problems.OptimizationUnknown(id);
        return request.Status(resource, isFinal: resource.CompletedAt is not null);
    }
}
