using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/market-data/updates/{id}</c>: how far an update is, and what it stored.</summary>
public sealed class GetMarketDataUpdate(MarketDataUpdates updates)
{
    /// <summary>200 with the status, <c>Retry-After</c> while it runs; 404 when there is no such update.</summary>
    [Function(nameof(GetMarketDataUpdate))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/market-data/updates/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await updates.FindAsync(client, id, cancellation) is not { } resource)
            return Problems.Of(StatusCodes.Status404NotFound, "update-unknown", $"There is no update of market data '{id}'.");
        return request.Status(resource, isFinal: resource.CompletedAt is not null);
    }
}
