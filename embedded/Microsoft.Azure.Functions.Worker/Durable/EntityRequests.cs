using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>The management API's entity requests; <c>$</c> in the route stands for the empty key.</summary>
internal sealed class EntityRequests(DurableTaskClient client)
{
    public async Task<IResult> StateAsync(HttpContext context)
    {
        var id = IdOf(context);
        return await client.Entities.GetEntityAsync(id, includeState: true, context.RequestAborted) is { IncludesState: true } entity
            ? Results.Json(InstanceJson.Value(entity.State.Value))
            : Results.Problem(detail: $"Entity {id} has no state.", statusCode: StatusCodes.Status404NotFound);
    }

    public async Task<IResult> ListAsync(HttpContext context)
    {
        var query = new EntityQuery
        {
            InstanceIdStartsWith = context.Request.RouteValues["name"] is string name ? $"@{name}@" : "",
            LastModifiedFrom = context.QueryTime("lastOperationTimeFrom"),
            LastModifiedTo = context.QueryTime("lastOperationTimeTo"),
            IncludeState = context.QueryFlag("fetchState", false),
            PageSize = context.QueryNumber("top") ?? EntityQuery.DefaultPageSize,
            ContinuationToken = context.Request.Headers[InstanceQueries.ContinuationHeader].FirstOrDefault(),
        };
        await foreach (var page in client.Entities.GetAllEntitiesAsync(query).AsPages(query.ContinuationToken, query.PageSize))
        {
            if (page.ContinuationToken is { } token)
                context.Response.Headers[InstanceQueries.ContinuationHeader] = token;
            return Results.Json(page.Values.Select(entity => new JsonObject
            {
                ["entityId"] = new JsonObject { ["name"] = entity.Id.Name, ["key"] = entity.Id.Key },
                ["lastOperationTime"] = InstanceJson.Time(entity.LastModifiedTime),
                ["state"] = entity.IncludesState ? InstanceJson.Value(entity.State.Value) : null,
            }));
        }

        return Results.Json(Array.Empty<object>());
    }

    public async Task<IResult> SignalAsync(HttpContext context)
    {
        var operation = context.QueryText("op") ?? throw new ArgumentException("The query parameter op is required: the operation's name.");
        await client.Entities.SignalEntityAsync(
            IdOf(context), operation, await context.JsonBodyAsync(), cancellation: context.RequestAborted);
        return Results.Accepted();
    }

    public async Task<IResult> DeleteAsync(HttpContext context)
    {
        await client.Entities.SignalEntityAsync(IdOf(context), "delete", cancellation: context.RequestAborted);
        return Results.Accepted();
    }

    private static EntityInstanceId IdOf(HttpContext context) =>
        new(context.RouteText("name"), context.RouteText("key") is var key && key == "$" ? "" : key);
}
