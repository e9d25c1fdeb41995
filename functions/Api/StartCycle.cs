using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>POST /api/v1/cycles</c>: starts an evaluation cycle.</summary>
public sealed class StartCycle(CycleStarter starter, CycleReader reader)
{
    /// <summary>
    /// 202 with the status resource in body, and its path in <c>Location</c>. The same <c>Idempotency-Key</c> answers with the cycle that it started
    /// before; with other settings it is refused (422). 400 for a body that isn't understood or is out of range.
    /// </summary>
    [Function(nameof(StartCycle))]
    [RequiresRole(Role.Operator)]
    [StartsWork]
    [Body(typeof(StartCycleRequest))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/cycles")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        request.AnswerAsync(new StartCycleRequest(), async body =>
        {
            var asked = starter.Prepare(body, request.CallerName(), request.IdempotencyKey());
            var started = await CycleStarter.StartAsync(client, asked, cancellation);
            if (started.Settings != asked.Settings || started.Promotes != asked.Promotes)
                return Problems.KeyReused(started.CycleId);
            var resource = await reader.FindAsync(client, started.CycleId, cancellation);
            return request.Accepted(resource!.Links.Self, resource);
        }, cancellation);
}
