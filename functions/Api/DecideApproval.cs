using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Api;

/// <summary>What a second person decides. Whoever asked may withdraw by rejecting, and never approve.</summary>
public sealed class DecideApproval(AccessTrail trail, TimeProvider time)
{
    /// <summary>
    /// <c>POST /api/v1/approvals/{id}/approve</c>: 200 with what became of it. 403 for the one who asked; 404 for an unknown request; 409 for one that is decided already.
    /// </summary>
    [Function("ApproveRequest")]
    [RequiresRole(Role.PortfolioManager)]
    [Body(typeof(ApprovalRequest))]
    [RequiresRecentSignIn]
    public Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/approvals/{id}/approve")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) => DecideAsync(request, id, client, approved: true, cancellation);

    /// <summary><c>POST /api/v1/approvals/{id}/reject</c>: 200 with what became of it; 404 and 409 as for an approval.</summary>
    [Function("RejectRequest")]
    [RequiresRole(Role.PortfolioManager)]
    [Body(typeof(ApprovalRequest))]
    public Task<IResult> RejectAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/approvals/{id}/reject")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) => DecideAsync(request, id, client, approved: false, cancellation);

    private Task<IResult> DecideAsync(HttpRequest request, string id, DurableTaskClient client, bool approved, CancellationToken cancellation) =>
        request.AnswerAsync<ApprovalRequest>(otherwise: null, async body =>
        {
            var decision = new ApprovalDecision(approved, request.Author(body.Operator, body.Reason), body.Reason!, time.GetUtcNow());
            if (await Approvals.FindAsync(client, id, cancellation) is not { } waiting)
                return Problems.ApprovalUnknown(id);
            if (approved && !request.Caller().IsPerson)
                return await trail.RefuseAsync(request, Problems.PersonRequired);
            if (approved && waiting.ReadInputAs<AwaitApproval.Input>()!.Request.Author.Involves(decision.Author.Name))
                return await trail.RefuseAsync(request, ("second-person-required", "You asked for this yourself, or were acted for; another person must approve it."));
            if (waiting.IsCompleted)
                return Decided(waiting);
            var ended = await Approvals.DecideAsync(client, id, decision, cancellation);
            return ended.OutcomeOf<ApprovalOutcome>()?.Decision == decision ? Results.Ok(ApprovalResource.Of(ended)) : Decided(ended);
        }, cancellation);

    private static IResult Decided(OrchestrationMetadata ended)
    {
        var told = ApprovalResource.Of(ended);
        return Problems.Of(StatusCodes.Status409Conflict, "approval-decided", $"'{told.ApprovalId}' is {told.Status} already.");
    }
}
