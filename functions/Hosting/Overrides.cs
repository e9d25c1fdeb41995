using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Access;
using Serverless.Functions.Api;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>
/// What operators ask of a deployment. The id of the transition derives from the idempotency key, so that a repeated request gets the answer of the
/// first, and the transition is done only on the state that <c>If-Match</c> names.
/// </summary>
public sealed class Overrides(DeploymentReader reader, Approvals approvals, AccessTrail trail, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// 200 with the deployment once it is done; 202 while it takes longer, and with the request when a second person must approve it. 400 without key, operator or reason, 404 for an unknown strategy, 409 with the
    /// rule that stands against it, 412 when it changed meanwhile, 422 for a key that was used for something else, 428 without <c>If-Match</c>.
    /// </summary>
    public Task<IResult> AnswerAsync(HttpRequest request, DurableTaskClient client, string strategyId, LifecycleTrigger trigger, CancellationToken cancellation) =>
        request.AnswerAsync<OverrideRequest>(otherwise: null, async body =>
        {
            var author = request.Author(body.Operator, body.Reason);
            if (request.IdempotencyKey() is not { Length: > 0 } key)
                return Preconditions.KeyMissing();
            var asked = await PrepareAsync(request, client, strategyId, TriggerOf(trigger, body), author, body, Instances.IdOf("override", key, default), cancellation);
            var instance = ApplyTransition.InstanceIdOf(asked.Request.OperationId);
            if (await client.FindAsync(nameof(ApplyTransition), instance, cancellation) is { } earlier)
            {
                var before = earlier.ReadInputAs<TransitionRequest>()!;
                if ((before.StrategyId, before.Trigger, before.Author, before.Reason) != (strategyId, asked.Request.Trigger, asked.Request.Author, asked.Request.Reason))
                    return Problems.KeyReused(before.StrategyId);
            }
            else if (await Approvals.FindAsync(client, Approvals.IdOf(key), cancellation) is { } waiting)
            {
                return Waits(request, waiting, asked.Request);
            }
            else if (asked.Problem is { } problem)
            {
                return problem;
            }
            else if (approvals.IsNeeded(asked.Request))
            {
                return request.Caller().IsPerson
                    ? Waits(request, await approvals.StartAsync(client, Approvals.IdOf(key), asked.Request, cancellation), asked.Request)
                    : await trail.RefuseAsync(request, Problems.PersonRequired);
            }
            else
            {
                await client.ScheduleNewOrchestrationInstanceAsync(nameof(ApplyTransition), asked.Request, new StartOrchestrationOptions(instance), cancellation);
            }

            return await AnswerAsync(request, client, instance, strategyId, cancellation);
        }, cancellation);

    private static IResult Waits(HttpRequest request, OrchestrationMetadata waiting, TransitionRequest asked)
    {
        var before = waiting.ReadInputAs<AwaitApproval.Input>()!.Request;
        return (before.StrategyId, before.Trigger, before.Author, before.Reason) != (asked.StrategyId, asked.Trigger, asked.Author, asked.Reason)
            ? Problems.KeyReused(before.StrategyId)
            : request.Accepted(ApprovalResource.PathOf(waiting.InstanceId), ApprovalResource.Of(waiting));
    }

    private static LifecycleTrigger TriggerOf(LifecycleTrigger trigger, OverrideRequest body) => (trigger, body.To) switch
    {
        (_, null) => trigger,
        (LifecycleTrigger.Demote, LifecycleStage.Research) => LifecycleTrigger.RollBack,
        (LifecycleTrigger.Demote, LifecycleStage.Paper) => LifecycleTrigger.Demote,
        _ => throw new ArgumentException($"to is {body.To}; only a demotion takes it, Paper or Research."),
    };

    private async Task<(TransitionRequest Request, IResult? Problem)> PrepareAsync(
        HttpRequest request, DurableTaskClient client, string strategyId, LifecycleTrigger trigger, TransitionAuthor author, OverrideRequest body, string operationId, CancellationToken cancellation)
    {
        var transition = new TransitionRequest
        {
            OperationId = operationId,
            StrategyId = strategyId,
            Trigger = trigger,
            Author = author,
            Reason = body.Reason!,
            RequestedAt = time.GetUtcNow(),
            IfMatch = request.IfMatch(),
            Value = body.Value,
        };
        if (transition.IfMatch is null)
            return (transition, Preconditions.MatchMissing());
        if (await reader.FindAsync(client, strategyId, cancellation) is not var (deployment, row))
            return (transition, Problems.DeploymentUnknown(strategyId));
        if (deployment.ETag != transition.IfMatch)
            return (transition, Preconditions.Changed($"'{strategyId}' has changed since it was looked at; look again and decide anew."));
        if (trigger == LifecycleTrigger.Promote)
        {
            transition = transition with
            {
                Identity = row?.Deployment.Identity ?? await reader.IdentityOfAsync(strategyId, cancellation),
                Capital = deployment.Stage == LifecycleStage.Paper ? body.Capital ?? row?.Standing?.RecommendedCapital ?? 0 : 0,
                Evidence = transition.Evidence.Add("failedGates", row?.Standing?.FailedGates ?? "not evaluated"),
            };
        }

        deployment.Apply(transition); // throws when the request is ill-formed; a refusal is for the saga to record
        return (transition, trigger == LifecycleTrigger.Promote ? BeyondLimits(row?.Standing) : null);
    }

    // Gates are the promotion's own rules and may be overridden; today's limits are not.
    private static IResult? BeyondLimits(DeploymentStanding? standing) =>
        standing?.FailedGates?.Split(' ').Contains(PromotionGates.RiskLimits) == true
            ? Problems.Of(StatusCodes.Status409Conflict, "limits-violated", $"{standing.Verdict} Change the limits first; the next cycle looks again.")
            : null;

    private async Task<IResult> AnswerAsync(HttpRequest request, DurableTaskClient client, string instance, string strategyId, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            var ended = await client.WaitForInstanceCompletionAsync(instance, getInputsAndOutputs: true, both.Token);
            if (ended.OutcomeOf<TransitionOutcome>() is not { } outcome)
                return Problems.Of(StatusCodes.Status500InternalServerError, "transition-failed", ended.FailureDetails?.ErrorMessage ?? ended.RuntimeStatus.ToString());
            if (!outcome.IsDone)
                return Refused(outcome);
            var found = await reader.FindAsync(client, strategyId, cancellation);
            request.SetETag(outcome.Deployment.ETag);
            return Results.Ok(DeploymentResource.Of(outcome.Deployment, found?.Row));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return request.Accepted($"/api/v1/deployments/{strategyId}", new { strategyId });
        }
    }

    private static IResult Refused(TransitionOutcome outcome) => outcome.Refusal switch
    {
        TransitionRefusal.Changed => Preconditions.Changed(outcome.Message!),
        TransitionRefusal.NoSeat => Problems.Of(StatusCodes.Status409Conflict, "no-seat", outcome.Message!),
        TransitionRefusal.NotSigned => Problems.Of(StatusCodes.Status503ServiceUnavailable, "audit-unavailable", outcome.Message!),
        TransitionRefusal.NoCapital => Problems.Of(StatusCodes.Status409Conflict, "no-capital", outcome.Message!),
        _ => Problems.Of(StatusCodes.Status409Conflict, "transition-refused", outcome.Message!),
    };
}
