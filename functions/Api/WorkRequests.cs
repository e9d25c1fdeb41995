using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Api;

/// <summary>What all requests have in common that start something, or ask how far it is.</summary>
internal static class WorkRequests
{
    private const string IdempotencyHeader = "Idempotency-Key";
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>The key under which a repeated request means the same work; null without one.</summary>
    public static string? IdempotencyKey(this HttpRequest request) => request.Headers[IdempotencyHeader];

    /// <summary>Reads the body and answers; 400 for a body that is not understood or whose values are out of range.</summary>
    /// <param name="request">The request.</param>
    /// <param name="otherwise">What an empty body stands for; null refuses it.</param>
    /// <param name="answer">Answers; an <see cref="ArgumentException"/> says that a value is out of range.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<IResult> AnswerAsync<TBody>(
        this HttpRequest request, TBody? otherwise, Func<TBody, Task<IResult>> answer, CancellationToken cancellation)
        where TBody : class
    {
        try
        {
            using var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer, cancellation);
            var body = buffer.Length == 0 && otherwise is not null
                ? otherwise
                : JsonSerializer.Deserialize<TBody>(buffer.ToArray(), Strict) ?? throw new JsonException("it is null.");
            return await answer(body);
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

    /// <summary>202 with the status resource, its path in <c>Location</c> and <c>Operation-Location</c>, and when to look.</summary>
    public static IResult Accepted<T>(this HttpRequest request, string self, T resource)
    {
        var headers = request.HttpContext.Response.Headers;
        headers["Operation-Location"] = self;
        headers.RetryAfter = "1";
        return Results.Accepted(self, resource);
    }

    /// <summary>200 with the status resource, and when to look again until it is final.</summary>
    public static IResult Status<T>(this HttpRequest request, T resource, bool isFinal)
    {
        if (!isFinal)
            request.HttpContext.Response.Headers.RetryAfter = "1";
        return Results.Ok(resource);
    }
}
