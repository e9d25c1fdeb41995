using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>/api/v1/approvals</c>: what waits for a second person, and what became of it.</summary>
public static class GetApprovals
{
    /// <summary><c>GET /api/v1/approvals</c>: 200 with the newest 200, the newest first.</summary>
    [Function("ListApprovals")]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public static async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/approvals")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Results.Ok(new { approvals = (await Approvals.ListAsync(client, cancellation)).Select(ApprovalResource.Of) });

    /// <summary><c>GET /api/v1/approvals/{id}</c>: 200 with one; 404 for an unknown one.</summary>
    [Function("GetApproval")]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public static async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/approvals/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        await Approvals.FindAsync(client, id, cancellation) is { } found
            ? request.Status(ApprovalResource.Of(found), found.IsCompleted)
            : Problems.ApprovalUnknown(id);
}
