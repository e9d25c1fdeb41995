using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/backtests/{id}</c>: how far a backtest is, and how it ended.</summary>
public sealed class GetBacktest(BacktestReader reader)
{
    /// <summary>200 with the status, <c>Retry-After</c> while it runs; 404 when there is no such backtest.</summary>
    [Function(nameof(GetBacktest))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/backtests/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        await reader.FindAsync(client, id, cancellation) is { } backtest
            ? request.Status(backtest, isFinal: backtest.CompletedAt is not null)
            : Problems.BacktestUnknown(id);
}
