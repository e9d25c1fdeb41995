using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Access;
using Serverless.Functions.Entities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Api;

/// <summary><c>/api/v1/limits</c>: today's limits for promotions.</summary>
public sealed class Limits(TimeProvider time)
{
    // As bodies are read: what GET tells may be sent back.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary><c>GET</c>: 200 with the limits and their <c>ETag</c>.</summary>
    [Function("GetLimits")]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public static async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/limits")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        Tell(request, await ReadAsync(client, cancellation));

    /// <summary>
    /// <c>PUT</c>: 200 with the new limits once they are in force. 400 for limits that cannot be used, and without key, operator or reason; 412 when they
    /// changed meanwhile, 422 for a key that was used for something else, 428 without <c>If-Match</c>.
    /// </summary>
    [Function("SetLimits")]
    [RequiresRole(Role.PortfolioManager)]
    [Body(typeof(LimitsRequest))]
    [RequiresRecentSignIn]
    public Task<IResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/v1/limits")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        request.AnswerAsync<LimitsRequest>(otherwise: null, async body =>
        {
            var author = request.Author(body.Operator, body.Reason);
            var limits = body.Limits ?? throw new ArgumentException("limits is missing.");
            if (limits.FindProblem() is { } problem)
                throw new ArgumentException(problem);
            if (request.IdempotencyKey() is not { Length: > 0 } key)
                return Preconditions.KeyMissing();
            if (request.IfMatch() is not { } match)
                return Preconditions.MatchMissing();
            var id = Instances.IdOf("limits", key, default);
            var input = new ChangeLimits.Input(id, limits, author, body.Reason!, match, time.GetUtcNow());
            var started = await client.StartOnceAsync(nameof(ChangeLimits), id, input, cancellation);
            if (PromotionLimits.ETagOf(started.Limits) != PromotionLimits.ETagOf(limits) || (started.Author, started.Reason) != (input.Author, input.Reason))
                return Problems.KeyReused(id);
            var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation);
            if (ended.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
                return Problems.Of(StatusCodes.Status500InternalServerError, "limits-failed", ended.FailureDetails?.ErrorMessage ?? ended.RuntimeStatus.ToString());
            return ended.ReadOutputAs<bool>() ? Tell(request, limits) : Preconditions.Changed("The limits have changed since they were looked at; look again and decide anew.");
        }, cancellation);

    private static IResult Tell(HttpRequest request, LifecycleLimits limits)
    {
        request.SetETag(PromotionLimits.ETagOf(limits));
        return Results.Json(limits, Json);
    }

    private static async Task<LifecycleLimits> ReadAsync(DurableTaskClient client, CancellationToken cancellation) =>
        (await client.Entities.GetEntityAsync<LifecycleLimits>(PromotionLimits.Id, cancellation: cancellation))?.State ?? new LifecycleLimits();
}
