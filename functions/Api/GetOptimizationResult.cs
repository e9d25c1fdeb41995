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
        return optimization.RunId is null
            ? Problems.ResultMissing(id, optimization.Status)
            : StoredBytes.Of(await runs.GetAsync(RunBlobs.OptimizationResult(id), cancellation), "application/json");
    }

    /// <summary><c>GET /api/v1/optimizations/{id}/tables/{table}</c>: 200 with a table as Parquet, its hash as <c>ETag</c>; 404 also for an unknown
    /// table.</summary>
    [Function("GetOptimizationTable")]
    [Answers(MediaTypes.Parquet)]
    [RequiresRole(Role.Viewer)]
    public async Task<IResult> TableAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/optimizations/{id}/tables/{table}")] HttpRequest request,
        string id,
        string table,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await reader.FindAsync(client, id, cancellation) is not { } optimization)
            return Problems.OptimizationUnknown(id);
        return optimization.RunId is { } run
            ? await runs.TableAsync(run, table, optimization.Links.Tables!.Keys, cancellation)
            : Problems.ResultMissing(id, optimization.Status);
    }
}
