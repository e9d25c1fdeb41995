using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Embedded.Explain;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>The management API's reads.</summary>
internal sealed class InstanceQueries(DurableTaskClient client, DurableEngine engine)
{
    public const string ContinuationHeader = "x-ms-continuation-token";

    private const int RetryAfterSeconds = 5;

    public async Task<IResult> StatusAsync(HttpContext context)
    {
        var id = context.RouteText("id");
        if (await client.GetInstanceAsync(id, getInputsAndOutputs: true, context.RequestAborted) is not { } instance)
            return Missing(id);
        if (context.QueryFlag("explain", false))
            return Results.Json(engine.Explain(id) ?? InstanceExplanation.Ended(id, instance.Name, instance.RuntimeStatus));
        var showInput = context.QueryFlag("showInput", true);
        var body = InstanceJson.Of(instance, showInput);
        if (context.QueryFlag("showHistory", false))
        {
            var history = await client.GetOrchestrationHistoryAsync(id, context.RequestAborted);
            body["historyEvents"] = HistoryJson.Of(history, showInput, context.QueryFlag("showHistoryOutput", false));
        }

        if (!instance.IsCompleted)
        {
            context.Response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}{context.Request.QueryString}";
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return Results.Json(body, statusCode: StatusCodes.Status202Accepted);
        }

        var failed = instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed && context.QueryFlag("returnInternalServerErrorOnFailure", false);
        return Results.Json(body, statusCode: failed ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
    }

    public async Task<IResult> ListAsync(HttpContext context)
    {
        var showInput = context.QueryFlag("showInput", true);
        var query = new OrchestrationQuery
        {
            CreatedFrom = context.QueryTime("createdTimeFrom"),
            CreatedTo = context.QueryTime("createdTimeTo"),
            Statuses = context.QueryStatuses(),
            InstanceIdPrefix = context.QueryText("instanceIdPrefix"),
            PageSize = context.QueryNumber("top") ?? 100,
            FetchInputsAndOutputs = true,
            ContinuationToken = context.Request.Headers[ContinuationHeader].FirstOrDefault(),
        };
        await foreach (var page in client.GetAllInstancesAsync(query).AsPages(query.ContinuationToken, query.PageSize))
        {
            if (page.ContinuationToken is { } token)
                context.Response.Headers[ContinuationHeader] = token;
            return Results.Json(page.Values.Select(instance => InstanceJson.Of(instance, showInput)));
        }

        return Results.Json(Array.Empty<object>());
    }

    public static IResult Missing(string id) =>
        Results.Problem(detail: $"No instance with ID {id} was found.", statusCode: StatusCodes.Status404NotFound);
}
