using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/regimes/checks/{id}</c>: what a check of the regimes found.</summary>
public static class GetRegimeCheck
{
    /// <summary>200 with the status, <c>Retry-After</c> while it runs; 404 when there is no such check.</summary>
    [Function(nameof(GetRegimeCheck))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public static async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/regimes/checks/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await RegimeChecks.FindAsync(client, id, cancellation) is not { } check)
            return Problems.Of(StatusCodes.Status404NotFound, "check-unknown", $"There is no check of the regimes '{id}'.");
        return request.Status(check, isFinal: check.CompletedAt is not null);
    }
}
