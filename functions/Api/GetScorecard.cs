using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/cycles/{id}/scorecard</c>: the canonical bytes of a finished cycle's ranking.</summary>
public sealed class GetScorecard(CycleReader reader, RunStore runs)
{
    /// <summary>200 with the bytes and their hash as <c>ETag</c>; 404 for an unknown cycle; 409 for one that hasn't completed.</summary>
    [Function(nameof(GetScorecard))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/cycles/{id}/scorecard")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await reader.FindAsync(client, id, cancellation) is not { } cycle)
            return Problems.CycleUnknown(id);
        if (cycle.ScorecardSha256 is null)
            return Problems.Of(StatusCodes.Status409Conflict, "scorecard-missing", $"'{id}' is {cycle.Status}; only a completed cycle has a scorecard.");
        return StoredBytes.Of(await runs.GetAsync(RunBlobs.Scorecard(id), cancellation), "application/json");
    }
}
