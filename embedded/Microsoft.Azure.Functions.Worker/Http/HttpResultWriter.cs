using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Writes what an HTTP function returned.</summary>
internal static class HttpResultWriter
{
    public static Task WriteAsync(HttpContext context, object? result) => result switch
    {
        null => NothingAsync(context),
        IResult typed => typed.ExecuteAsync(context),
        IActionResult action => action.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor())),
        AspNetCoreHttpResponseData response => response.WriteToAsync(context),
        string text => Results.Text(text).ExecuteAsync(context),
        _ when HttpResultProperty(result) is { } property => WriteAsync(context, property.GetValue(result)),
        _ => JsonAsync(context, result),
    };

    // A function that wrote its response itself returns nothing either.
    private static Task NothingAsync(HttpContext context)
    {
        if (!context.Response.HasStarted && context.Response.StatusCode == StatusCodes.Status200OK)
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task JsonAsync(HttpContext context, object result)
    {
        var json = await WorkerOptions.SerializerOf(context.RequestServices).SerializeAsync(result, result.GetType(), context.RequestAborted);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.ToMemory().Length;
        await context.Response.Body.WriteAsync(json.ToMemory(), context.RequestAborted);
    }

    public static PropertyInfo? HttpResultProperty(object result) =>
        Array.Find(result.GetType().GetProperties(), p => p.IsDefined(typeof(HttpResultAttribute)));
}
