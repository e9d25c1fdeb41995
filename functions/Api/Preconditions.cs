using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Api;

/// <summary>What a request must say before it may change something that others may change too.</summary>
internal static class Preconditions
{
    /// <summary>The hash in <c>If-Match</c>; null when it is missing.</summary>
    public static string? IfMatch(this HttpRequest request) => request.Headers.IfMatch is [{ Length: > 0 } tag] ? tag.Trim('"') : null;

    /// <summary>Sets the <c>ETag</c> of the answer.</summary>
    public static void SetETag(this HttpRequest request, string hash) => request.HttpContext.Response.Headers.ETag = $"\"{hash}\"";

    public static IResult KeyMissing() => Problems.Of(
        StatusCodes.Status400BadRequest, "idempotency-key-missing", "Send a key of your own in the header 'Idempotency-Key', so that a repeated request takes effect once.");

    public static IResult MatchMissing() => Problems.Of(
        StatusCodes.Status428PreconditionRequired, "if-match-missing", "Send the ETag of what you decided on in the header 'If-Match'.");

    public static IResult Changed(string message) => Problems.Of(StatusCodes.Status412PreconditionFailed, "changed", message);
}
