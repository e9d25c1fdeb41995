using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>POST /api/v1/backtests</c>: runs what a configuration describes, on the stored data.</summary>
public sealed class StartBacktest(BacktestStarter starter, BacktestReader reader)
{
    /// <summary>
    /// The body is a run or platform configuration, YAML or JSON; <c>experiment</c> in the query names what the run is recorded under. 202 with the
    /// status resource; 200 with it when the same configuration was run on the same data before. 400 with every error of the configuration; 413 for
    /// more than it may hold; 422 when bars are not stored.
    /// </summary>
    [Function(nameof(StartBacktest))]
    [RequiresRole(Role.Analyst)]
    [StartsWork]
    [Body(null)]
    [BodyLimit(1024 * 1024)]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/backtests")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        request.AnswerTextAsync(async document =>
        {
            var experiment = request.Query["experiment"] is [{ Length: > 0 } name] ? name : null;
            var id = await starter.StartAsync(client, document, experiment, request.CallerName(), cancellation);
            var backtest = (await reader.FindAsync(client, id, cancellation))!;
            return backtest.CompletedAt is null ? request.Accepted(backtest.Links.Self, backtest) : Results.Ok(backtest);
        }, cancellation);
}
