using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Hosting;

/// <summary>Requests that wait for a second person.</summary>
public sealed class Approvals(IOptions<ApprovalOptions> options, TimeProvider time)
{
    private const string Kind = "approval";
    private const int Newest = 200;

    /// <summary>The request's id, which derives from the idempotency key.</summary>
    public static string IdOf(string idempotencyKey) => Instances.IdOf(Kind, idempotencyKey, default);

    /// <summary>Whether a second person must agree.</summary>
    public bool IsNeeded(TransitionRequest request) => request.Capital > options.Value.CapitalLimit;

    /// <summary>Whether a person must agree to what a rule asks for.</summary>
    public bool IsHeld(TransitionRequest request) => options.Value.RulesWait && IsNeeded(request);

    /// <summary>Capital above which a promotion waits.</summary>
    public decimal Limit => options.Value.CapitalLimit;

    /// <summary>
    /// Has a promotion by rule wait. The same strategy in the same state is asked for once: while it waits, and after somebody rejected it, there is no other request; after
    /// nobody decided in time, there is with the next cycle.
    /// </summary>
    public async Task<OrchestrationMetadata> HoldAsync(DurableTaskClient client, TransitionRequest promotion, TransitionRequest? room, CancellationToken cancellation)
    {
        var before = (await ListAsync(client, cancellation)).FirstOrDefault(instance =>
            instance.ReadInputAs<AwaitApproval.Input>()!.Request is var asked && (asked.StrategyId, asked.IfMatch) == (promotion.StrategyId, promotion.IfMatch));
        return before is { IsCompleted: false } || before?.OutcomeOf<ApprovalOutcome>()?.Status == ApprovalStatus.Rejected
            ? before
            : await StartAsync(client, IdOf(promotion.OperationId), promotion, cancellation, room);
    }

    /// <summary>Has a request wait, unless it does already; answers with what waits under the id.</summary>
    public async Task<OrchestrationMetadata> StartAsync(
        DurableTaskClient client, string id, TransitionRequest request, CancellationToken cancellation, TransitionRequest? room = null)
    {
        var expiry = time.GetUtcNow() + TimeSpan.FromHours(options.Value.ExpiryHours);
        return await client.FindAsync(nameof(AwaitApproval), id, cancellation)
            ?? await client.ScheduleAsync(nameof(AwaitApproval), id, new AwaitApproval.Input(id, request, options.Value.CapitalLimit, expiry, room), cancellation);
    }

    /// <summary>The request, or null when there is none with that id.</summary>
    public static Task<OrchestrationMetadata?> FindAsync(DurableTaskClient client, string id, CancellationToken cancellation) =>
        client.FindAsync(nameof(AwaitApproval), id, cancellation);

    /// <summary>The newest 200, the newest first.</summary>
    public static async Task<IReadOnlyList<OrchestrationMetadata>> ListAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        var found = new List<OrchestrationMetadata>();
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = $"{Kind}-", FetchInputsAndOutputs = true }).WithCancellation(cancellation))
            found.Add(instance);
        return [.. found.OrderByDescending(instance => instance.CreatedAt).Take(Newest)];
    }

    /// <summary>Tells the request what was decided, and waits until it has ended.</summary>
    public static async Task<OrchestrationMetadata> DecideAsync(DurableTaskClient client, string id, ApprovalDecision decision, CancellationToken cancellation)
    {
        await client.RaiseEventAsync(id, AwaitApproval.DecisionEvent, decision, cancellation);
        return await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation);
    }
}
