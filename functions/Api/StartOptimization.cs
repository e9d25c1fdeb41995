using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>POST /api/v1/optimizations</c>: starts a search for parameters.</summary>
public sealed class StartOptimization(OptimizationStarter starter, OptimizationReader reader)
{
    /// <summary>
    /// 202 with the status resource in body and <c>Location</c>. The same <c>Idempotency-Key</c> answers with the optimisation that it started
    /// before; with other settings it is refused (422). 400 for a body that isn't understood or is out of range.
    /// </summary>
    [Function(nameof(StartOptimization))]
    [RequiresRole(Role.Analyst)]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/optimizations")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        request.AnswerAsync<StartOptimizationRequest>(otherwise: null, async body =>
        {
            var asked = starter.Prepare(body, request.CallerName(), request.IdempotencyKey());
            var started = await OptimizationStarter.StartAsync(client, asked, cancellation);
            if (started.SettingsHash != asked.SettingsHash)
                return Problems.KeyReused(started.OptimizationId);
            var resource = await reader.FindAsync(client, started.OptimizationId, cancellation);
            return request.Accepted(resource!.Links.Self, resource);
        }, cancellation);
}
