using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Access;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/backtests</c>: the newest backtests from their table.</summary>
public sealed class ListBacktests(BacktestTable backtests)
{
    private const int Most = 200;

    /// <summary>200 with at most 200 rows, the newest first.</summary>
    [Function(nameof(ListBacktests))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/backtests")] HttpRequest request,
        CancellationToken cancellation) => Results.Ok(await backtests.ListAsync(Most, cancellation));
}
