using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Api;

/// <summary>
/// <c>POST /api/v1/deployments/deactivate</c>: the emergency stop of a group, or of everything that runs. It needs no <c>If-Match</c>: whatever
/// has changed since somebody looked, it stops.
/// </summary>
public sealed class DeactivateDeployments(DeploymentReader reader, TimeProvider time)
{
    /// <summary>
    /// 202 with the status resource, live strategies first. The same <c>Idempotency-Key</c> answers with the order that it gave before. 400 without key,
    /// operator, reason or group.
    /// </summary>
    [Function(nameof(DeactivateDeployments))]
    [RequiresRole(Role.Operator)]
    [Body(typeof(DeactivationRequest))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/deployments/deactivate")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        request.AnswerAsync<DeactivationRequest>(otherwise: null, async body =>
        {
            var author = request.Author(body.Operator, body.Reason);
            if (!body.All && body is { Type: null, Template: null, Symbol: null, Stage: null })
                throw new ArgumentException("Name a type, template, symbol or stage, or say all: true.");
            if (request.IdempotencyKey() is not { Length: > 0 } key)
                return Preconditions.KeyMissing();
            var id = Instances.IdOf("deactivation", key, default);
            var group = new StrategyGroup(body.Type, body.Template, body.Symbol, body.Stage);
            var rows = await reader.ListAsync(cancellation);
            var input = new DeactivateStrategies.Input(
                id, group, [.. rows.Where(group.Has).Select(row => row.Deployment.StrategyId)], author, body.Reason!, time.GetUtcNow());
            var started = await client.StartOnceAsync(nameof(DeactivateStrategies), id, input, cancellation);
            return (started.Author, started.Reason) != (input.Author, input.Reason)
                ? Problems.KeyReused(id)
                : request.Accepted($"/api/v1/deployments/deactivations/{id}", new DeactivationResource(id, "Running", started.StrategyIds, []));
        }, cancellation);

    /// <summary><c>GET /api/v1/deployments/deactivations/{id}</c>: 200 with what became of every strategy; 404 for an unknown order.</summary>
    [Function("GetDeactivation")]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public static async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/deployments/deactivations/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await client.FindAsync(nameof(DeactivateStrategies), id, cancellation) is not { } instance)
            return Problems.Of(StatusCodes.Status404NotFound, "deactivation-unknown", $"There is no deactivation '{id}'.");
        var input = instance.ReadInputAs<DeactivateStrategies.Input>()!;
        var outcomes = instance.OutcomeOf<IReadOnlyList<DeactivationOutcome>>() ?? [];
        return request.Status(new DeactivationResource(id, instance.RuntimeStatus.ToString(), input.StrategyIds, outcomes), instance.IsCompleted);
    }
}
