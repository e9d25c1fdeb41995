using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Reads a body so that the function can read it again.</summary>
internal static class RequestBody
{
    private const int InMemory = 1024 * 1024;

    public static async ValueTask<object?> DeserializeAsync(FunctionContext context, HttpRequest request, Type type)
    {
        Rewind(request);
        try
        {
            var value = await WorkerOptions.SerializerOf(context).DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted);
            Rewind(request);
            return value;
        }
        catch (JsonException e)
        {
            throw Invalid(e);
        }
    }

    public static async Task<string> ReadTextAsync(HttpRequest request)
    {
        Rewind(request);
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        Rewind(request);
        return text;
    }

    /// <summary>A top-level property of a JSON object, by name without case; null when there is none.</summary>
    public static async ValueTask<JsonElement?> PropertyAsync(HttpRequest request, string name)
    {
        Rewind(request);
        if (request.ContentLength == 0)
            return null;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            Rewind(request);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            return document.RootElement.EnumerateObject()
                .Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(p => (JsonElement?)p.Value.Clone())
                .FirstOrDefault();
        }
        catch (JsonException e)
        {
            throw Invalid(e);
        }
    }

    private static void Rewind(HttpRequest request)
    {
        request.EnableBuffering(InMemory);
        request.Body.Position = 0;
    }

    private static BadRequestException Invalid(JsonException e) => new(
        $"The request body is not the JSON that is expected: see {(string.IsNullOrEmpty(e.Path) ? "$" : e.Path)}, " +
        $"line {(e.LineNumber ?? 0) + 1}.",
        e);
}
