using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>POST /api/v1/regimes/checks</c>: looks at once what regimes hold, as the timer does on schedule.</summary>
public sealed class StartRegimeCheck(RegimeChecks checks)
{
    /// <summary>202 with the status resource in body, and its path in <c>Location</c>. The same
    /// <c>Idempotency-Key</c> answers with the check that it started before.</summary>
    [Function(nameof(StartRegimeCheck))]
    [RequiresRole(Role.Operator)]
    [StartsWork]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/regimes/checks")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var id = await checks.StartAsync(client, request.CallerName(), request.IdempotencyKey(), cancellation);
        return request.Accepted(RegimeChecks.PathOf(id), await RegimeChecks.FindAsync(client, id, cancellation));
    }
}
