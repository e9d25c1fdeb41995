using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary>
/// Has the content removed that an entry of the trail names by its hash: one person of compliance asks, another decides. Entries, hashes and proofs stay, and say
/// from then on what is gone, by whose word and why.
/// </summary>
public sealed class RedactContent(Redactions redactions, AccessTrail trail)
{
    private const string Path = "api/v1/audit/redactions";

    /// <summary>
    /// <c>POST /api/v1/audit/redactions</c>: 201 with the request. 404 for an unknown event; 409 when it names no content that is kept, when that is redacted already,
    /// and when a legal hold or a retention stands against it.
    /// </summary>
    [Function("RequestRedaction")]
    [RequiresRole(Role.Compliance)]
    [RequiresRecentSignIn]
    [Body(typeof(RedactionRequest))]
    public Task<IResult> RequestAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Path)] HttpRequest request, CancellationToken cancellation) =>
        request.AnswerAsync<RedactionRequest>(otherwise: null, async body =>
        {
            var (eventId, reason) = (Required(body.EventId, "eventId"), ReasonOf(request, body));
            if (!request.Caller().IsPerson)
                return await trail.RefuseAsync(request, Problems.PersonRequired);
            if (await redactions.FindAsync(eventId, cancellation) is not { } about)
                return Problems.Of(StatusCodes.Status404NotFound, "event-unknown", $"There is no event '{eventId}' in the audit log.");
            if (await redactions.FindOrderAsync(about, cancellation) is { } order)
                return Redacted(order);
            var found = await redactions.LookAsync(about, cancellation);
            if (found.Lock is not null || found.Blobs.Count == 0)
                return found.Lock is { } why ? Locked(why) : Missing(eventId);
            var actor = request.Caller().ToActor();
            var receipt = await redactions.RequestAsync(about, actor, reason, cancellation);
            return Results.Created((string?)null, RedactionResource.Of(about, receipt.Index, actor, reason));
        }, cancellation);

    /// <summary>
    /// <c>POST /api/v1/audit/redactions/{index}/approve</c>: 200 once the content is gone; 202 when it is ordered, and goes with the next look at the trail. 403 for the one
    /// who asked; 404 when entry <paramref name="index"/> is no request; 409 as for a request.
    /// </summary>
    [Function("ApproveRedaction")]
    [RequiresRole(Role.Compliance)]
    [RequiresRecentSignIn]
    [Body(typeof(RedactionRequest))]
    public Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Path}/{{index}}/approve")] HttpRequest request, string index, CancellationToken cancellation) =>
        request.AnswerAsync<RedactionRequest>(otherwise: null, async body =>
        {
            var reason = ReasonOf(request, body);
            var actor = request.Caller().ToActor();
            if (!request.Caller().IsPerson)
                return await trail.RefuseAsync(request, Problems.PersonRequired);
            if (GetAuditBundle.Number(index) is not { } number || await redactions.FindRequestAsync(number, cancellation) is not { } asked)
                return Problems.Of(StatusCodes.Status404NotFound, "request-unknown", $"Entry '{index}' asks for no redaction.");
            if (asked.Event.Actor.Id == actor.Id)
                return await trail.RefuseAsync(request, ("second-person-required", "You asked for this yourself; another person must approve it."));
            var about = (await redactions.FindAsync(asked.Event.Subject, cancellation))!;
            var found = await redactions.LookAsync(about, cancellation);
            if (await redactions.FindOrderAsync(about, cancellation) is null && (found.Lock is not null || found.Blobs.Count == 0))
                return found.Lock is { } why ? Locked(why) : Missing(about.Event.EventId);
            var (order, isDone) = await redactions.OrderAsync(about, asked, actor, reason, found.Blobs, cancellation);
            var resource = RedactionResource.Of(number, order, isDone);
            return isDone ? Results.Ok(resource) : Results.Accepted((string?)null, resource);
        }, cancellation);

    private static string Required(string? value, string name) =>
        string.IsNullOrWhiteSpace(value) ? throw new ArgumentException($"{name} is missing.") : value;

    private static string ReasonOf(HttpRequest request, RedactionRequest body) => request.Author(request.CallerName(), body.Reason) is not null ? body.Reason! : "";

    private static IResult Redacted(Redaction order) => Problems.Of(StatusCodes.Status409Conflict, "content-redacted", $"The {order}");

    private static IResult Missing(string eventId) => Problems.Of(
        StatusCodes.Status409Conflict, "content-missing", $"Event '{eventId}' names no content that is kept among the results of runs: there is nothing to remove.");

    private static IResult Locked(string why) => Problems.Of(StatusCodes.Status409Conflict, "content-locked", $"{why} What is locked cannot be redacted until that ends.");
}
