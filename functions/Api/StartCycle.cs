using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>POST /api/v1/cycles</c>: starts an evaluation cycle.</summary>
public sealed class StartCycle(CycleStarter starter, CycleReader reader)
{
    private const string IdempotencyHeader = "Idempotency-Key";
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>
    /// 202 with the status resource in body and <c>Location</c>. The same <c>Idempotency-Key</c> answers with the cycle that it started
    /// before; with other settings it is refused (422). 400 for a body that isn't understood or is out of range.
    /// </summary>
    [Function(nameof(StartCycle))]
    [RequiresRole(Role.Operator)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/cycles")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        try
        {
            var body = await ReadBodyAsync(request, cancellation);
            var asked = starter.Prepare(body, nameof(Role.Operator), request.Headers[IdempotencyHeader]);
            var started = await CycleStarter.StartAsync(client, asked, cancellation);
            if (started.Settings != asked.Settings)
                return Problems.Of(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", $"'{started.CycleId}' was started with other settings under this key.");
            var resource = await reader.FindAsync(client, started.CycleId, cancellation);
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

    private static async Task<StartCycleRequest> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellation);
        return buffer.Length == 0
            ? new StartCycleRequest()
            : JsonSerializer.Deserialize<StartCycleRequest>(buffer.ToArray(), Strict) ?? throw new JsonException("it is null.");
    }
}
