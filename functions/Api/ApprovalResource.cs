using System.Globalization;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Api;

/// <summary>A request that needs a second person, as the API tells it.</summary>
/// <param name="ApprovalId">The request.</param>
/// <param name="Status"><c>Pending</c>, <c>Approved</c>, <c>Refused</c> (approved, but a rule stood against it), <c>Rejected</c>, <c>Expired</c>, or <c>Failed</c>.</param>
/// <param name="StrategyId">Whom it is about.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="Capital">With how much, as a decimal text.</param>
/// <param name="Limit">Above how much a second person is needed, as a decimal text.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="ExpiresAt">Until when it waits.</param>
/// <param name="DecidedBy">Who decided; null before.</param>
/// <param name="DecidedAt">When; null before.</param>
/// <param name="Message">Why it was decided so, or what stood against it.</param>
/// <param name="Self">Its path.</param>
public sealed record ApprovalResource(
    string ApprovalId,
    string Status,
    string StrategyId,
    string Action,
    string Capital,
    string Limit,
    string RequestedBy,
    string Reason,
    DateTimeOffset RequestedAt,
    DateTimeOffset ExpiresAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Message,
    string Self)
{
    /// <summary>The request that an instance holds.</summary>
    public static ApprovalResource Of(OrchestrationMetadata instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var (input, outcome) = (instance.ReadInputAs<AwaitApproval.Input>()!, instance.OutcomeOf<ApprovalOutcome>());
        var request = input.Request;
        return new ApprovalResource(
            input.ApprovalId,
            (outcome, instance.IsCompleted) switch
            {
                ({ } ended, _) => ended.Status.ToString(),
                (null, true) => nameof(OrchestrationRuntimeStatus.Failed),
                _ => nameof(ApprovalStatus.Pending),
            },
            request.StrategyId,
            request.Trigger.ToString(),
            request.Capital.ToString(CultureInfo.InvariantCulture),
            input.Limit.ToString(CultureInfo.InvariantCulture),
            request.Author.ToString(),
            request.Reason,
            request.RequestedAt,
            input.ExpiresAt,
            outcome?.Decision?.Author.ToString(),
            outcome?.Decision?.At,
            outcome?.Message ?? outcome?.Decision?.Reason ?? instance.FailureDetails?.ErrorMessage,
            PathOf(input.ApprovalId));
    }

    /// <summary>Path of a request.</summary>
    public static string PathOf(string id) => $"/api/v1/approvals/{id}";
}
