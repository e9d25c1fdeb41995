using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Access;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/alerts</c>: what a person must look at, the newest first.</summary>
public sealed class ListAlerts(AlertTable alerts)
{
    private const int Newest = 200;

    /// <summary>200 with the newest 200 alerts that are open, and how many more there are; with <c>state=all</c> the newest 200, also closed ones. 400 for another state.</summary>
    [Function(nameof(ListAlerts))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/alerts")] HttpRequest request, CancellationToken cancellation)
    {
        IReadOnlyList<StoredAlert>? found = request.Query["state"].ToString() switch
        {
            "" or "open" => await alerts.ListOpenAsync(cancellation),
            "all" => await alerts.ListAsync(Newest, cancellation),
            _ => null,
        };
        return found is null
            ? Problems.Of(StatusCodes.Status400BadRequest, "state-invalid", "state must be open or all.")
            : Results.Ok(new { alerts = found.Take(Newest).Select(AlertResource.Of), more = Math.Max(0, found.Count - Newest) });
    }
}
