using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/cycles/{id}</c>: how far a cycle is, and how it ended.</summary>
public sealed class GetCycle(CycleReader reader)
{
    /// <summary>200 with the status, <c>Retry-After</c> while it runs; 404 when there is no such cycle.</summary>
    [Function(nameof(GetCycle))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/cycles/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await reader.FindAsync(client, id, cancellation) is not { } resource)
            return Problems.CycleUnknown(id);
        return request.Status(resource, isFinal: resource is { CompletedAt: not null } or { Status: CycleRows.PurgedStatus });
    }
}
