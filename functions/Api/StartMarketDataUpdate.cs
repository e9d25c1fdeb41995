using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>POST /api/v1/market-data/updates</c>: brings the market data up to date that the settings name.</summary>
public sealed class StartMarketDataUpdate(MarketDataUpdates updates)
{
    /// <summary>202 with the status resource in body and <c>Location</c>, the one of the present minute if there is one already; 409 when the
    /// settings name no source.</summary>
    [Function(nameof(StartMarketDataUpdate))]
    [RequiresRole(Role.Operator)]
    [StartsWork]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/market-data/updates")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (updates.Targets.Count == 0)
            return Problems.Of(StatusCodes.Status409Conflict, "sources-missing", "The settings under 'MarketData:Sources' name no source.");
        var id = await updates.StartAsync(client, request.CallerName(), cancellation);
        return request.Accepted(MarketDataUpdates.PathOf(id), await updates.FindAsync(client, id, cancellation));
    }
}
