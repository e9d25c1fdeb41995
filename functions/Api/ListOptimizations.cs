using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Access;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/optimizations</c>: the newest optimisations from their table.</summary>
public sealed class ListOptimizations(OptimizationTable optimizations)
{
    private const int Most = 200;

    /// <summary>200 with at most 200 rows, the newest first.</summary>
    [Function(nameof(ListOptimizations))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/optimizations")] HttpRequest request,
        CancellationToken cancellation) => Results.Ok(await optimizations.ListAsync(Most, cancellation));
}
