using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>POST /api/v1/optimizations/{id}/terminate</c>: ends an optimisation before its time.</summary>
public sealed class TerminateOptimization(OptimizationStarter starter, OptimizationReader reader)
{
    /// <summary>202 once the end is recorded; trials that are running are not waited for. 404 for an unknown one; 409 for one that has ended.</summary>
    [Function(nameof(TerminateOptimization))]
    [RequiresRole(Role.Analyst)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/optimizations/{id}/terminate")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await reader.FindAsync(client, id, cancellation) is not { } optimization)
            return Problems.OptimizationUnknown(id);
        if (optimization.CompletedAt is not null)
            return Problems.Of(StatusCodes.Status409Conflict, "optimization-ended", $"'{id}' is {optimization.Status} already.");
        await starter.TerminateAsync(client, id, request.CallerName(), cancellation);
        return request.Accepted(optimization.Links.Self, await reader.FindAsync(client, id, cancellation));
    }
}
