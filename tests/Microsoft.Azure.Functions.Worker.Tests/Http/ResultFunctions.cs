using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Microsoft.Azure.Functions.Worker.Tests.Http;

public sealed class ResultFunctions
{
    [Function("Result")]
    public static IResult Result([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Json(new { A = 1 }, statusCode: 202);

    [Function("ActionResult")]
    public static IActionResult ActionResult([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
        new ObjectResult(new { A = 1 }) { StatusCode = 203 };

    [Function("Text")]
    public static Task<string> Text([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Task.FromResult("plain");

    [Function("Poco")]
    public static async ValueTask<Order> Poco([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
    {
        await Task.Yield();
        return new Order("SPY", 1);
    }

    [Function("Nothing")]
    public static void Nothing([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
    {
    }

    [Function("Direct")]
    public static Task Direct([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => request.HttpContext.Response.WriteAsync("written");

    [Function("Multiple")]
    public static MultipleOutputs Multiple([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new();

    [Function("Instance")]
    public string Instance([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => GetType().Name;

    [Function("Throws")]
    public static string Throws([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
        throw new InvalidOperationException("secret of the inside");

    [Function("Echo")]
    public static string Echo([HttpTrigger(AuthorizationLevel.Anonymous)] string body) => body;

    public sealed class MultipleOutputs
    {
        [HttpResult]
        public IResult Response { get; } = Results.Text("from property");
    }
}
