using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/cycles/{id}/evidence</c>: whether a finished cycle's results are more than luck, with every test and check.</summary>
public sealed class GetEvidence(CycleReader reader, RunStore runs)
{
    /// <summary>200 with the stored bytes; 404 for an unknown cycle; 409 for one that hasn't completed.</summary>
    [Function(nameof(GetEvidence))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/cycles/{id}/evidence")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await reader.FindAsync(client, id, cancellation) is not { } cycle)
            return Problems.CycleUnknown(id);
        if (cycle.ScorecardSha256 is null)
            return Problems.Of(StatusCodes.Status409Conflict, "evidence-missing", $"'{id}' is {cycle.Status}; only a completed cycle has been judged.");
        return Results.Bytes(await runs.GetAsync(RunBlobs.Evidence(id), cancellation), "application/json");
    }
}
