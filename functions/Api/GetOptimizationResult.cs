using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/optimizations/{id}/result</c>: settings, every trial, the best of them and how it did on unseen bars.</summary>
public sealed class GetOptimizationResult(OptimizationReader reader, RunStore runs)
{
    /// <summary>200 with the bytes and their hash as <c>ETag</c>; 404 for an unknown optimisation; 409 for one that hasn't completed.</summary>
    [Function(nameof(GetOptimizationResult))]
    [RequiresRole(Role.Viewer)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/optimizations/{id}/result")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await reader.FindAsync(client, id, cancellation) is not { } optimization)
            return Problems.OptimizationUnknown(id);
        if (optimization.ResultSha256 is null)
            return Problems.Of(StatusCodes.Status409Conflict, "result-missing", $"'{id}' is {optimization.Status}; only a completed optimisation has a result.");
        return StoredBytes.Of(await runs.GetAsync(RunBlobs.OptimizationResult(id), cancellation), "application/json");
    }
}
