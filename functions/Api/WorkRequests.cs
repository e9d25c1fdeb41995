using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Serverless.Core.Configuration;
using Serverless.Functions.Access;
using Serverless.Infra.Backtests;

namespace Serverless.Functions.Api;

/// <summary>What all requests have in common that start something, or ask how far it is.</summary>
internal static class WorkRequests
{
    private const string IdempotencyHeader = "Idempotency-Key";
    private const int LongestKey = 255;

    /// <summary>How bodies are read: unknown fields, fields that come twice, and numbers for names are refused.</summary>
    public static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>The key under which a repeated request of the same caller means the same work; null without one. Nobody's key meets another's, or a timer's.</summary>
    /// <exception cref="BadHttpRequestException">It has more than 255 characters.</exception>
    public static string? IdempotencyKey(this HttpRequest request) => request.Headers[IdempotencyHeader].ToString() switch
    {
        "" => null,
        { Length: > LongestKey } key => throw new BadHttpRequestException($"{IdempotencyHeader} has {key.Length} characters; use at most {LongestKey}."),
        var key => $"{request.CallerName()}\n{key}",
    };

    /// <summary>Reads the body and answers; 400 for a body that is not understood or whose values are out of range.</summary>
    /// <param name="request">The request.</param>
    /// <param name="otherwise">What an empty body stands for; null refuses it.</param>
    /// <param name="answer">Answers; an <see cref="ArgumentException"/> says that a value is out of range.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static Task<IResult> AnswerAsync<TBody>(
        this HttpRequest request, TBody? otherwise, Func<TBody, Task<IResult>> answer, CancellationToken cancellation)
        where TBody : class =>
        request.AnswerTextAsync(text => answer(text.Length == 0 && otherwise is not null ? otherwise : Read<TBody>(text)), cancellation);

    /// <summary>
    /// Reads the body as text and answers; 400 for one that is not understood or whose values are out of range, with every error of a configuration;
    /// 413 for more than a configuration may hold; 422 when bars are not stored.
    /// </summary>
    public static async Task<IResult> AnswerTextAsync(this HttpRequest request, Func<string, Task<IResult>> answer, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(request, cancellation) is { } text
                ? await answer(text)
                : Problems.Of(StatusCodes.Status413PayloadTooLarge, "body-too-large", $"A body has at most {ConfigurationDocument.LongestText} characters.");
        }
        catch (ConfigurationException error)
        {
            return Problems.Of(error);
        }
        catch (MissingDataException error)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "data-missing", error.Message);
        }
        catch (JsonException error)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "body-invalid", $"The body is not a start request: {error.Message}");
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "settings-invalid", error.Message);
        }
    }

    /// <summary>The body as JSON; unknown fields are refused.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static TBody Read<TBody>(string text) => JsonSerializer.Deserialize<TBody>(text, Strict) ?? throw new JsonException("it is null.");

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

    // Null for more than is taken.
    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var (text, buffer) = (new StringBuilder(), new char[4096]);
        while (await reader.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            if (text.Append(buffer, 0, count).Length > ConfigurationDocument.LongestText)
                return null;
        }

        return text.ToString();
    }
}
