using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Core.Configuration;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.Optimizations;

namespace Serverless.Functions.Api;

/// <summary><c>POST /api/v1/optimizations</c>: starts a search for parameters.</summary>
public sealed class StartOptimization(OptimizationStarter starter, OptimizationReader reader)
{
    private static readonly string[] WhatIsRun = ["models", "strategy", "strategies"];

    /// <summary>
    /// The body is a run or platform configuration, YAML or JSON, with the search in the query as for <c>cli optimize</c>; or a JSON request that names a
    /// template. 202 with the status resource in body and <c>Location</c>. The same <c>Idempotency-Key</c> answers with the optimisation that it
    /// started before; with other settings it is refused (422). 400 for a body or query that is not understood or out of range; 413 for more than a
    /// configuration may hold; 422 when bars are not stored.
    /// </summary>
    [Function(nameof(StartOptimization))]
    [RequiresRole(Role.Analyst)]
    [StartsWork]
    [BodyLimit(1024 * 1024)]
    [Body(typeof(StartOptimizationRequest), OrConfiguration = true)]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/optimizations")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        request.AnswerTextAsync(async text =>
        {
            var order = await PlanAsync(request, text, cancellation);
            var started = await starter.StartAsync(client, order, request.CallerName(), request.IdempotencyKey(), cancellation);
            if (started.Search.RequestHash != order.RequestHash)
                return Problems.KeyReused(started.OptimizationId);
            var resource = (await reader.FindAsync(client, started.OptimizationId, cancellation))!;
            return request.Accepted(resource.Links.Self, resource);
        }, cancellation);

    private Task<OptimizationOrder> PlanAsync(HttpRequest request, string text, CancellationToken cancellation)
    {
        if (!IsConfiguration(text))
            return starter.PlanAsync(WorkRequests.Read<StartOptimizationRequest>(text), cancellation);
        var (search, parameters) = OptimizationQueries.Read(request.Query);
        return starter.PlanAsync(text, search, parameters, cancellation);
    }

    private static bool IsConfiguration(string text)
    {
        try
        {
            var map = ConfigurationDocument.Parse(text, "body");
            return WhatIsRun.Any(key => map.Find(key) is not null);
        }
        catch (ConfigurationException) when (text.TrimStart() is "" or ['{', ..])
        {
            return false; // as JSON, it says more about what is wrong
        }
    }
}
