using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Serverless.Core.Audit;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary>Answers with bytes as they are stored.</summary>
internal static class StoredBytes
{
    /// <summary>200 with their SHA-256 as <c>ETag</c>; 304 to a caller who has them.</summary>
    public static IResult Of(byte[] bytes, string contentType) =>
        Results.Bytes(bytes, contentType, entityTag: new EntityTagHeaderValue($"\"{AuditHash.OfContent(bytes)}\""));

    /// <summary>200 with a table of a run as Parquet; 404 when it has no such table.</summary>
    /// <param name="runs">Where its files lie.</param>
    /// <param name="runId">The run.</param>
    /// <param name="table">The table.</param>
    /// <param name="tables">Tables that there are.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<IResult> TableAsync(this RunStore runs, string runId, string table, IEnumerable<string> tables, CancellationToken cancellation) =>
        tables.Contains(table)
            ? Of(await runs.GetAsync($"{runId}/{table}.parquet", cancellation), MediaTypes.Parquet)
            : Problems.Of(StatusCodes.Status404NotFound, "table-unknown", $"'{runId}' has no table '{table}'; it has {string.Join(", ", tables)}.");
}
