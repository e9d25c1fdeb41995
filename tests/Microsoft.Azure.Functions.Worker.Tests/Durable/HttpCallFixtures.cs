using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask.Http;
using Microsoft.DurableTask;

namespace Microsoft.Azure.Functions.Worker.Tests.Durable;

public sealed class HttpCallFixtures(HttpScript script)
{
    [Function("Service")]
    public Task Service([HttpTrigger(AuthorizationLevel.Anonymous, Route = "service/{*path}")] HttpRequest request) =>
        script.HandleAsync(request.HttpContext);

    [Function("Call")]
    public static Task<DurableHttpResponse> Call([OrchestrationTrigger] TaskOrchestrationContext context, DurableHttpRequest request) =>
        context.CallHttpAsync(request);

    [Function("CallShort")]
    public static async Task<string?> CallShort([OrchestrationTrigger] TaskOrchestrationContext context, Uri address) =>
        (await context.CallHttpAsync(HttpMethod.Get, address)).Content;

    [Function("CallRetrying")]
    public static async Task<string> CallRetrying([OrchestrationTrigger] TaskOrchestrationContext context, Uri address)
    {
        var retries = new HttpRetryOptions([HttpStatusCode.ServiceUnavailable])
        {
            FirstRetryInterval = TimeSpan.FromSeconds(10),
            BackoffCoefficient = 2,
            MaxNumberOfAttempts = 3,
        };
        var response = await context.CallHttpAsync(HttpMethod.Put, address, "body", retries);
        return $"{(int)response.StatusCode} {response.Content}";
    }

    [Function("CallWithTimeout")]
    public static async Task<string> CallWithTimeout([OrchestrationTrigger] TaskOrchestrationContext context, Uri address)
    {
        try
        {
            var response = await context.CallHttpAsync(HttpMethod.Get, address, null, null, true, null, TimeSpan.FromMinutes(1));
            return response.StatusCode.ToString();
        }
        catch (TaskFailedException e)
        {
            return e.FailureDetails.ErrorType + ": " + e.FailureDetails.ErrorMessage;
        }
        catch (TimeoutException e)
        {
            return "Orchestrator: " + e.Message;
        }
    }

    [Function("CallWithToken")]
    public static Task<DurableHttpResponse> CallWithToken([OrchestrationTrigger] TaskOrchestrationContext context, Uri address) =>
        context.CallHttpAsync(HttpMethod.Get, address, tokenSource: new ManagedIdentityTokenSource("https://graph.microsoft.com"));
}
