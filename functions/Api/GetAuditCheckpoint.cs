using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Access;
using Serverless.Infra.Audit.Bundles;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/audit/checkpoint</c>: the newest checkpoint, to be kept where this app cannot change it.</summary>
public sealed class GetAuditCheckpoint(TrailReader reader)
{
    /// <summary>200 with the signed note; 404 before anything was signed.</summary>
    [Function(nameof(GetAuditCheckpoint))]
    [Answers(MediaTypes.Text)]
    [RequiresRole(Role.Compliance)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/audit/checkpoint")] HttpRequest request,
        CancellationToken cancellation) => await reader.NewestAsync(size: 0, cancellation) is { } note
            ? Results.Bytes(note.ToBytes(), "text/plain; charset=utf-8")
            : Problems.Of(StatusCodes.Status404NotFound, "checkpoint-missing", "Nothing of the audit log was signed yet.");
}
