using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary>
/// <c>POST /api/v1/deployments/{id}/…</c>: what an operator may do about one strategy; what puts risk on is the portfolio manager's. Answers are those
/// of <see cref="Overrides.AnswerAsync(HttpRequest, DurableTaskClient, string, LifecycleTrigger, CancellationToken)"/>.
/// </summary>
public sealed class ChangeDeployment(Overrides overrides)
{
    private const string Path = "api/v1/deployments/{id}";

    /// <summary>One stage up, whatever the gates say; not against today's limits.</summary>
    [Function("PromoteDeployment")]
    [RequiresRole(Role.PortfolioManager)]
    [Body(typeof(OverrideRequest))]
    public Task<IResult> PromoteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Path}/promote")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        overrides.AnswerAsync(request, client, id, LifecycleTrigger.Promote, cancellation);

    /// <summary>One stage down, or to research.</summary>
    [Function("DemoteDeployment")]
    [RequiresRole(Role.Operator)]
    [Body(typeof(OverrideRequest))]
    public Task<IResult> DemoteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Path}/demote")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        overrides.AnswerAsync(request, client, id, LifecycleTrigger.Demote, cancellation);

    /// <summary>No new positions until it is resumed.</summary>
    [Function("PauseDeployment")]
    [RequiresRole(Role.Operator)]
    [Body(typeof(OverrideRequest))]
    public Task<IResult> PauseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Path}/pause")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        overrides.AnswerAsync(request, client, id, LifecycleTrigger.Pause, cancellation);

    /// <summary>Ends a pause.</summary>
    [Function("ResumeDeployment")]
    [RequiresRole(Role.Operator)]
    [Body(typeof(OverrideRequest))]
    [RequiresRecentSignIn]
    public Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Path}/resume")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        overrides.AnswerAsync(request, client, id, LifecycleTrigger.Resume, cancellation);

    /// <summary>Out of service; capital goes back to the reserve.</summary>
    [Function("DeactivateDeployment")]
    [RequiresRole(Role.Operator)]
    [Body(typeof(OverrideRequest))]
    public Task<IResult> DeactivateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Path}/deactivate")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        overrides.AnswerAsync(request, client, id, LifecycleTrigger.Deactivate, cancellation);

    /// <summary>A retired strategy back to research.</summary>
    [Function("ReinstateDeployment")]
    [RequiresRole(Role.PortfolioManager)]
    [Body(typeof(OverrideRequest))]
    [RequiresRecentSignIn]
    public Task<IResult> ReinstateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Path}/reinstate")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        overrides.AnswerAsync(request, client, id, LifecycleTrigger.Reinstate, cancellation);
}
