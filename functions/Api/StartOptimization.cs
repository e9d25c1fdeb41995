using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>POST /api/v1/optimizations</c>: starts a search for parameters.</summary>
public sealed class StartOptimization(OptimizationStarter starter, OptimizationReader reader)
{
    private const string IdempotencyHeader = "Idempotency-Key";
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>
    /// 202 with the status resource in body and <c>Location</c>. The same <c>Idempotency-Key</c> answers with the optimisation that it started
    /// before; with other settings it is refused (422). 400 for a body that isn't understood or is out of range.
    /// </summary>
    [Function(nameof(StartOptimization))]
    [RequiresRole(Role.Operator)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/optimizations")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<StartOptimizationRequest>(request.Body, Strict, cancellation) ?? throw new JsonException("it is null.");
            var asked = starter.Prepare(body, nameof(Role.Operator), request.Headers[IdempotencyHeader]);
            var started = await OptimizationStarter.StartAsync(client, asked, cancellation);
            if (started.SettingsHash != asked.SettingsHash)
                return Problems.Of(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", $"'{started.OptimizationId}' was started with other settings under this key.");
            var resource = await reader.FindAsync(client, started.OptimizationId, cancellation);
            return Results.Accepted(resource!.Links.Self, resource);
        }
        catch (JsonException error)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "body-invalid", $"The body is not a start request: {error.Message}");
        }
        catch (ArgumentException error)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "settings-invalid", error.Message);
        }
    }
}
