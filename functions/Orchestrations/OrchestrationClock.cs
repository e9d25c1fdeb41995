using Microsoft.DurableTask;

namespace Serverless.Functions.Orchestrations;

internal static class OrchestrationClock
{
    /// <summary>The orchestration's time, the same in every replay.</summary>
    public static DateTimeOffset Now(this TaskOrchestrationContext context) => new(context.CurrentUtcDateTime, TimeSpan.Zero);
}
