using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Verifies all of the audit trail, and lets <see cref="TrailSeal"/> know the verdict.</summary>
public static class VerifyTrail
{
    /// <summary>Who verifies, in the trail.</summary>
    public const string Actor = "trail-verification";

    /// <summary>Ends with the verdict.</summary>
    [Function(nameof(VerifyTrail))]
    public static async Task<TrailReport> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        var report = await context.CallActivityAsync<TrailReport>(nameof(ExamineTrail), input with { At = context.Now() }, Retries.Storage);
        await context.Entities.SignalEntityAsync(TrailSeal.Id, nameof(TrailSeal.Verified), report);
        await context.Entities.SignalEntityAsync(TrailSeal.Id, nameof(TrailSeal.Seal));
        return report;
    }

    /// <param name="Id">Id of the orchestration.</param>
    /// <param name="RequestedBy">Who asked: a role, or the timer.</param>
    /// <param name="At">When it began.</param>
    public sealed record Input(string Id, string RequestedBy, DateTimeOffset At = default);
}
