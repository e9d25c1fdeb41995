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
    private const int UsualPage = 50;

    /// <summary>
    /// 200 with a page and, unless it is the last, the <c>nextLink</c>; <c>maxpagesize</c> is 1 to 200. 400 for another size or a link that
    /// is damaged.
    /// </summary>
    [Function(nameof(ListCycles))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/cycles")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        try
        {
            var page = await cycles.ListAsync(Pages.Size(request.Query, UsualPage), Pages.Token(request.Query), cancellation);
            var rows = await Task.WhenAll(page.Rows.Select(row => CycleReader.UpdateAsync(client, row, cancellation)));
            return Results.Ok(new CycleList([.. rows.Select(Describe)], Pages.Next(request, page.ContinuationToken)));
        }
        catch (FormatException error)
        {
            return Pages.Refused(error);
        }
    }

    private static CycleSummary Describe(CycleRow row) =>
        new(row.CycleId, row.Status, row.RequestedAt, row.CompletedAt, row.Seed, row.StrategyCount, row.ScorecardHash, row.Message);
}
