using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/cycles</c>: cycles from their table, the newest first; of unfinished ones their orchestrations know more.</summary>
public sealed class ListCycles(CycleTable cycles)
{
    private const int DefaultPageSize = 50;
    private const int MaxPageSize = 200;

    /// <summary>
    /// 200 with a page and, unless it is the last, the <c>nextLink</c>; <c>maxpagesize</c> is 1 to 200. 400 for another size or a link that
    /// is damaged.
    /// </summary>
    [Function(nameof(ListCycles))]
    [RequiresRole(Role.Viewer)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/cycles")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var size = request.Query["maxpagesize"] is [{ Length: > 0 } asked] ? ParseSize(asked) : DefaultPageSize;
        if (size is null)
            return Problems.Of(StatusCodes.Status400BadRequest, "page-size-invalid", $"maxpagesize must be 1 to {MaxPageSize}.");
        var token = request.Query["skiptoken"] is [{ Length: > 0 } encoded] ? Decode(encoded) : "";
        if (token is null)
            return Problems.Of(StatusCodes.Status400BadRequest, "skip-token-invalid", "Follow nextLink as it was given.");

        var page = await cycles.ListAsync(size.Value, token.Length == 0 ? null : token, cancellation);
        var next = page.ContinuationToken is { } more
            ? string.Create(CultureInfo.InvariantCulture, $"{request.Path}?maxpagesize={size}&skiptoken={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(more))}")
            : null;
        var rows = await Task.WhenAll(page.Rows.Select(row => CycleReader.UpdateAsync(client, row, cancellation)));
        return Results.Ok(new CycleList([.. rows.Select(Describe)], next));
    }

    private static int? ParseSize(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= MaxPageSize ? size : null;

    private static string? Decode(string token) =>
        Base64Url.IsValid(token) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) : null;

    private static CycleSummary Describe(CycleRow row) =>
        new(row.CycleId, row.Status, row.RequestedAt, row.CompletedAt, row.Seed, row.StrategyCount, row.ScorecardHash, row.Message);
}
