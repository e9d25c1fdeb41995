using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.Tests.Http;

public sealed record Order(string Symbol, int Quantity);

public static class BindingFunctions
{
    [Function("Route")]
    public static string Route(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{id:int}/{side?}")] HttpRequest request, int id, DayOfWeek? side) =>
        $"{id} {side?.ToString() ?? "none"}";

    [Function("Query")]
    public static string Query(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request,
        DateTime from,
        string[] symbols,
        double factor = 1.5,
        Guid? id = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{from:o} {string.Join('+', symbols)} {factor} {id}");

    [Function("Body")]
    public static Order Body([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, [FromBody] Order order) =>
        order with { Quantity = order.Quantity * 2 };

    [Function("MvcBody")]
    public static Order MvcBody(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, [AspNetCore.Mvc.FromBody] Order order) => order;

    [Function("TriggerBody")]
    public static Order TriggerBody([HttpTrigger(AuthorizationLevel.Anonymous, "post")] Order order) => order;

    [Function("BodyProperty")]
    public static string BodyProperty(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, string symbol, int quantity, string? note) =>
        $"{symbol} {quantity} {note ?? "-"}";

    [Function("RequestData")]
    public static async Task<HttpResponseData> RequestData(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "data/{id}")] HttpRequestData request, string id, FunctionContext context)
    {
        var response = request.CreateResponse(System.Net.HttpStatusCode.Created);
        response.Headers.Add("X-Id", id);
        response.Cookies.Append("seen", "yes");
        await response.WriteAsJsonAsync(new
        {
            Text = request.ReadAsString(),
            Query = request.Query["q"],
            request.Method,
            Function = context.FunctionDefinition.Name,
            Same = ReferenceEquals(request, await context.GetHttpRequestDataAsync()),
            Bound = context.BindingContext.BindingData["id"],
        });
        return response;
    }

    [Function("Cancellation")]
    public static string Cancellation([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, CancellationToken cancellation) =>
        (cancellation == request.HttpContext.RequestAborted).ToString();
}
