using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;
using Serverless.Functions.Access;
using Serverless.Infra.Audit.Bundles;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/audit/bundle</c>: entries with what proves them, as a zip archive that verifies offline.</summary>
public sealed class GetAuditBundle(TrailReader reader)
{
    private const long MaxCount = 1000;

    /// <summary>
    /// 200 with the bundle of <c>eventId</c>, or of <c>count</c> entries (1 to 1000, default 1) from <c>index</c> on, and of the older checkpoint of
    /// size <c>since</c>. 400 for other values; 404 for an unknown event or checkpoint; 409 for entries that no checkpoint covers yet.
    /// </summary>
    [Function(nameof(GetAuditBundle))]
    [Answers(MediaTypes.Zip)]
    [RequiresRole(Role.Compliance)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/audit/bundle")] HttpRequest request,
        CancellationToken cancellation)
    {
        var query = request.Query;
        var eventId = (string?)query["eventId"];
        var index = Number(query["index"]);
        var count = query.ContainsKey("count") ? Number(query["count"]) : 1;
        var since = Number(query["since"]);
        if (count is not (>= 1 and <= MaxCount) || (eventId is null) == (index is null) || (eventId is not null && count != 1) || (query.ContainsKey("since") && since is null))
        {
            return Problems.Of(
                StatusCodes.Status400BadRequest, "bundle-invalid", $"Ask for 'eventId', or for 'index' with a 'count' of 1 to {MaxCount}; 'since' is the size of an older checkpoint.");
        }

        if (eventId is not null && (index = await reader.FindAsync(eventId, cancellation)) is null)
            return Problems.Of(StatusCodes.Status404NotFound, "event-unknown", $"There is no event '{eventId}' in the audit log.");
        if (await reader.NewestAsync(index!.Value + count.Value, cancellation) is not { } note)
            return Problems.Of(StatusCodes.Status409Conflict, "checkpoint-missing", "No checkpoint covers these entries. Newer ones are signed within a minute or so; others are not there.");
        if (since is not null && await reader.ReadCheckpointAsync(since.Value, cancellation) is null)
            return Problems.Of(StatusCodes.Status404NotFound, "checkpoint-unknown", $"There is no checkpoint of size {since}.");

        var file = new MemoryStream();
        using (var zip = new ZipBundleTarget(file))
            await reader.WriteAsync(zip, note, new BundleRequest(index.Value, count.Value, since is null ? [] : [since.Value], Explained: true), cancellation);
        var size = Checkpoint.Parse(note.Text).Size;
        return Results.Bytes(file.ToArray(), "application/zip", string.Create(CultureInfo.InvariantCulture, $"audit-{index}-{count}-of-{size}.zip"));
    }

    internal static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue - MaxCount ? number : null;
}
