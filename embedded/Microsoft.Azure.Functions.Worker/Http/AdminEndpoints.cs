using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Keys;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The host's own endpoints under /admin.</summary>
internal sealed class AdminEndpoints(FunctionCatalog catalog, FunctionJson json, HostStatus status, HostKeys keys, ManualRun run)
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/admin/host/ping", ["GET", "POST"], context => Task.CompletedTask);
        endpoints.MapGet("/admin/host/status", context => Results.Json(status.Json()).ExecuteAsync(context));
        endpoints.MapGet("/admin/functions", context => AdminAsync(context, () => Results.Json(catalog.All.Select(f => json.Of(f, context.Request)))));
        endpoints.MapGet("/admin/functions/{name}", context => AdminAsync(context, () => Named(context, f => Results.Json(json.Of(f, context.Request)))));
        endpoints.MapPost("/admin/functions/{name}", context => AdminAsync(context, () => Named(context, run.Start)));
    }

    private async Task AdminAsync(HttpContext context, Func<IResult> answer)
    {
        if (keys.Allow(context.Request, AuthorizationLevel.Admin))
            await answer().ExecuteAsync(context);
        else
            await HostKeys.Refuse(context);
    }

    private IResult Named(HttpContext context, Func<FunctionEntry, IResult> answer)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        return catalog.Find(name) is { } function
            ? answer(function)
            : Results.Problem(detail: $"There is no function '{name}'; GET /admin/functions lists them.", statusCode: StatusCodes.Status404NotFound);
    }
}
