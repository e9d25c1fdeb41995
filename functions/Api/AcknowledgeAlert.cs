using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary><c>POST /api/v1/alerts/{id}/acknowledge</c>: says that somebody takes care of an alert.</summary>
public sealed class AcknowledgeAlert(AlertTable alerts, CycleTrail trail, TimeProvider time)
{
    /// <summary>
    /// 200 with the alert, once it is recorded; the first who does stays, and repeating it changes nothing. Of two at once both are recorded, and one is named.
    /// 404 when there is no such alert.
    /// </summary>
    [Function(nameof(AcknowledgeAlert))]
    [RequiresRole(Role.Operator)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/alerts/{id}/acknowledge")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (await alerts.FindAsync(id, cancellation) is not { } stored)
            return Problems.Of(StatusCodes.Status404NotFound, "alert-unknown", $"There is no alert '{id}'.");
        if (stored.Alert.AcknowledgedBy is null)
        {
            var (by, now) = (request.Caller(), time.GetUtcNow());
            await trail.AppendAsync(Entry(stored, by, now), cancellation);
            stored = await alerts.AcknowledgeAsync(stored, by.Id, now, cancellation);
        }

        return Results.Ok(AlertResource.Of(stored));
    }

    private static AuditEvent Entry(StoredAlert stored, Caller by, DateTimeOffset now) => new()
    {
        EventId = $"alert/{stored.Id}/{stored.Alert.Severity}/acknowledged/{by.Id}",
        OccurredAt = now,
        Actor = by.ToActor(),
        Action = "alert.acknowledged",
        Subject = stored.Alert.Subject,
        Details = [new("key", stored.Alert.Key)],
        CodeVersion = CycleTrail.CodeVersion,
        CorrelationId = stored.Id,
    };
}
