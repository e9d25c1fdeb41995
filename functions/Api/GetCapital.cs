using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Access;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/capital</c>: seats, reserve, and what each live strategy holds.</summary>
public sealed class GetCapital(LifecyclePolicy policy)
{
    /// <summary>200; before the first promotion, what the settings say.</summary>
    [Function(nameof(GetCapital))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/capital")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var entity = await client.Entities.GetEntityAsync<CapitalLedgerState>(CapitalLedger.Id, cancellation: cancellation);
        return Results.Ok(CapitalResource.Of(entity?.State ?? new CapitalLedgerState().Under(policy.Seats, policy.Capital)));
    }
}
