using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Activities;

/// <summary>Has a promotion of the platform's own rules wait for a person.</summary>
public sealed class RequestApproval(Approvals approvals)
{
    /// <summary>Starts waiting, unless the same promotion waits already or somebody rejected it; the id derives from the operation's.</summary>
    /// <returns>Id of the request that now exists.</returns>
    [Function(nameof(RequestApproval))]
    public async Task<string> RunAsync([ActivityTrigger] Input input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        (await approvals.HoldAsync(client, input.Promotion, input.Room, cancellation)).InstanceId;

    /// <param name="Promotion">What is to be done, on exactly which state.</param>
    /// <param name="Room">What makes room for it; null when there is room.</param>
    public sealed record Input(TransitionRequest Promotion, TransitionRequest? Room);
}
