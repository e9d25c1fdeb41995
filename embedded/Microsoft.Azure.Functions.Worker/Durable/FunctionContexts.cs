using System.Runtime.CompilerServices;
using Microsoft.DurableTask;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>The function context of a running orchestrator.</summary>
internal static class FunctionContexts
{
    private static readonly ConditionalWeakTable<TaskOrchestrationContext, FunctionContext> Contexts = [];

    public static void Remember(TaskOrchestrationContext orchestration, FunctionContext context) => Contexts.AddOrUpdate(orchestration, context);

    public static FunctionContext? Of(TaskOrchestrationContext orchestration) => Contexts.TryGetValue(orchestration, out var context) ? context : null;
}
