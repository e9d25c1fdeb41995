using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Durable;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Timers;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>
/// Runs a function by hand. The vendor's host accepts any and only its log says that the run failed; here those that cannot run
/// without what triggers them are refused, with the way to trigger them.
/// </summary>
internal sealed class ManualRun(FunctionCatalog catalog, HostJson json, TimerHost timers, DurableSettings durable)
{
    public IResult Start(FunctionEntry function)
    {
        if (timers.TryRunNow(function))
            return Results.Accepted();
        if (catalog.IsDisabled(function))
            return Refusal(StatusCodes.Status409Conflict, $"'{function.Name}' is disabled by the setting AzureWebJobs.{function.Name}.Disabled; remove that first.");
        return Refusal(StatusCodes.Status400BadRequest, $"Only timer functions run by hand, and '{function.Name}' is {Instead(function)}");
    }

    private string Instead(FunctionEntry function) => function.Trigger switch
    {
        HttpTriggerAttribute http => $"an HTTP function: call it at /{HttpFunctionEndpoint.RouteOf(function, http, json)}.",
        OrchestrationTriggerAttribute or EntityTriggerAttribute when !durable.HasManagementApi => "started by other functions: the durable management API is switched off.",
        OrchestrationTriggerAttribute trigger =>
            $"an orchestrator: start it with POST {DurableWebhooks.Prefix}/orchestrators/{trigger.Orchestration ?? function.Name} and the system key.",
        EntityTriggerAttribute trigger =>
            $"an entity: signal it with POST {DurableWebhooks.Prefix}/entities/{trigger.EntityName ?? function.Name}/{{key}}?op={{operation}} and the system key.",
        _ => "an activity: an orchestrator calls it.",
    };

    private static IResult Refusal(int status, string detail) => Results.Problem(detail: detail, statusCode: status);
}
