using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>The management API's changes.</summary>
internal sealed class InstanceCommands(DurableTaskClient client, DurableWebhooks webhooks, TimeProvider time)
{
    private const int RetryAfterSeconds = 10;

    public async Task<IResult> StartAsync(HttpContext context)
    {
        var wait = context.QueryNumber("timeout");
        var input = await context.JsonBodyAsync();
        var options = new StartOrchestrationOptions(context.Request.RouteValues["instanceId"] as string);
        var id = await client.ScheduleNewOrchestrationInstanceAsync(context.RouteText("name"), input, options, context.RequestAborted);
        return wait is { } seconds && await CompletedAsync(id, TimeSpan.FromSeconds(seconds), context.RequestAborted) is { } instance
            ? Results.Json(
                InstanceJson.Output(instance),
                statusCode: instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK)
            : Accepted(context, id);
    }

    public async Task<IResult> RaiseEventAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            return Results.Problem(detail: "Send the event as application/json.", statusCode: StatusCodes.Status400BadRequest);
        var payload = await context.JsonBodyAsync()
            ?? throw new ArgumentException("The body is empty; send the event's JSON, or null.");
        return await ChangeAsync(context, id => client.RaiseEventAsync(id, context.RouteText("eventName"), payload, context.RequestAborted));
    }

    public Task<IResult> TerminateAsync(HttpContext context) =>
        ChangeAsync(context, id => client.TerminateInstanceAsync(id, context.QueryText("reason"), context.RequestAborted));

    public Task<IResult> SuspendAsync(HttpContext context) =>
        ChangeAsync(context, id => client.SuspendInstanceAsync(id, context.QueryText("reason"), context.RequestAborted));

    public Task<IResult> ResumeAsync(HttpContext context) =>
        ChangeAsync(context, id => client.ResumeInstanceAsync(id, context.QueryText("reason"), context.RequestAborted));

    public Task<IResult> RewindAsync(HttpContext context) => ChangeAsync(
        context,
        id => client.RewindInstanceAsync(id, context.QueryText("reason") ?? "", context.RequestAborted),
        status => status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Terminated);

    public async Task<IResult> RestartAsync(HttpContext context)
    {
        var withNewId = context.QueryFlag("restartWithNewInstanceId", true);
        return Accepted(context, await client.RestartAsync(context.RouteText("id"), withNewId, context.RequestAborted));
    }

    public async Task<IResult> PurgeAsync(HttpContext context)
    {
        var id = context.RouteText("id");
        return Purged(await client.PurgeInstanceAsync(id, context.RequestAborted), $"No instance with ID {id} was found.");
    }

    public async Task<IResult> PurgeManyAsync(HttpContext context)
    {
        var from = context.QueryTime("createdTimeFrom") ?? throw new ArgumentException("The query parameter createdTimeFrom is required.");
        var filter = new PurgeInstancesFilter(from, context.QueryTime("createdTimeTo"), context.QueryStatuses());
        return Purged(await client.PurgeAllInstancesAsync(filter, context.RequestAborted), "No instance matches.");
    }

    private static IResult Purged(PurgeResult result, string whenNone) => result.PurgedInstanceCount == 0
        ? Results.Problem(detail: whenNone, statusCode: StatusCodes.Status404NotFound)
        : Results.Json(new { instancesDeleted = result.PurgedInstanceCount });

    private async Task<IResult> ChangeAsync(HttpContext context, Func<string, Task> change, Func<OrchestrationRuntimeStatus, bool>? isGone = null)
    {
        var id = context.RouteText("id");
        if (await client.GetInstanceAsync(id, context.RequestAborted) is not { } instance)
            return InstanceQueries.Missing(id);
        if (isGone?.Invoke(instance.RuntimeStatus) ?? instance.IsCompleted)
            return Results.Problem(detail: $"Instance {id} is {instance.RuntimeStatus}.", statusCode: StatusCodes.Status410Gone);
        await change(id);
        return Results.Accepted();
    }

    private async Task<OrchestrationMetadata?> CompletedAsync(string id, TimeSpan limit, CancellationToken aborted)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, aborted);
        try
        {
            return await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, either.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return null;
        }
    }

    private IResult Accepted(HttpContext context, string id)
    {
        var payload = webhooks.HostPayload(id, PublicUrl.Of(context.Request));
        context.Response.Headers.Location = payload.StatusQueryGetUri;
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return Results.Json(
            new
            {
                id,
                statusQueryGetUri = payload.StatusQueryGetUri,
                sendEventPostUri = payload.SendEventPostUri,
                terminatePostUri = payload.TerminatePostUri,
                purgeHistoryDeleteUri = payload.PurgeHistoryDeleteUri,
                restartPostUri = payload.RestartPostUri,
                suspendPostUri = payload.SuspendPostUri,
                resumePostUri = payload.ResumePostUri,
            },
            statusCode: StatusCodes.Status202Accepted);
    }
}
