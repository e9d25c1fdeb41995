using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Serverless.Core.Audit;

namespace Serverless.Functions.Api;

/// <summary>Answers with bytes as they are stored.</summary>
internal static class StoredBytes
{
    /// <summary>200 with their SHA-256 as <c>ETag</c>; 304 to a caller who has them.</summary>
    public static IResult Of(byte[] bytes, string contentType) =>
        Results.Bytes(bytes, contentType, entityTag: new EntityTagHeaderValue($"\"{AuditHash.OfContent(bytes)}\""));
}
