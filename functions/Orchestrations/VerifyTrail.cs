using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Verifies the audit trail, holds it against what was known of it, lets <see cref="TrailSeal"/> know the verdict, and tells the alert if something is wrong.</summary>
public static class VerifyTrail
{
    /// <summary>Who verifies, in the trail.</summary>
    public const string Actor = "trail-verification";

    /// <summary>Ends with the verdict.</summary>
    [Function(nameof(VerifyTrail))]
    public static async Task<TrailReport> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        var before = await context.Entities.CallEntityAsync<TrailSealState>(TrailSeal.Id, nameof(TrailSeal.Get));
        var report = await context.CallActivityAsync<TrailReport>(
            nameof(ExamineTrail), new ExamineTrail.Input(input, context.Now(), before.Verified, before.Verifications), Retries.Storage);
        await context.Entities.SignalEntityAsync(TrailSeal.Id, nameof(TrailSeal.Verified), report);
        await context.Entities.SignalEntityAsync(TrailSeal.Id, nameof(TrailSeal.Seal));
        await context.CallActivityAsync<int>(nameof(TellAlerts), input.Id, Retries.Storage);
        return report;
    }

    /// <param name="Id">Id of the orchestration.</param>
    /// <param name="RequestedBy">Who asked: a role, or the timer.</param>
    /// <param name="IsLook">Whether it is one of the looks in between, which take entries from packs where storage says that their blobs were left alone, but for a share in turn.</param>
    public sealed record Input(string Id, string RequestedBy, bool IsLook = false);
}
