using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>POST /api/v1/backtests/{id}/terminate</c>: ends a backtest before its time.</summary>
public sealed class TerminateBacktest(BacktestStarter starter, BacktestReader reader)
{
    /// <summary>202 once the end is recorded; a run that goes on ends unused. 404 for an unknown one; 409 for one that has ended.</summary>
    [Function(nameof(TerminateBacktest))]
    [RequiresRole(Role.Analyst)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/backtests/{id}/terminate")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await reader.FindAsync(client, id, cancellation) is not { } backtest)
            return Problems.BacktestUnknown(id);
        if (backtest.CompletedAt is not null)
            return Problems.Of(StatusCodes.Status409Conflict, "backtest-ended", $"'{id}' is {backtest.Status} already.");
        await starter.TerminateAsync(client, id, request.CallerName(), cancellation);
        return request.Accepted(backtest.Links.Self, await reader.FindAsync(client, id, cancellation));
    }
}
