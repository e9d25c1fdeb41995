using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>Reads the management API's query parameters; a malformed one is an <see cref="ArgumentException"/>.</summary>
internal static class ApiQuery
{
    public static string RouteText(this HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    public static string? QueryText(this HttpContext context, string name) =>
        context.Request.Query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;

    public static bool QueryFlag(this HttpContext context, string name, bool otherwise) =>
        context.QueryText(name) is { } text ? bool.TryParse(text, out var flag) ? flag : throw Malformed(name, text, "true or false") : otherwise;

    public static int? QueryNumber(this HttpContext context, string name) =>
        context.QueryText(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw Malformed(name, text, "a whole number of 1 or more");

    public static DateTimeOffset? QueryTime(this HttpContext context, string name) =>
        context.QueryText(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw Malformed(name, text, "an ISO 8601 time");

    public static IReadOnlyList<OrchestrationRuntimeStatus>? QueryStatuses(this HttpContext context) =>
        context.QueryText("runtimeStatus")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Enum.TryParse<OrchestrationRuntimeStatus>(text, ignoreCase: true, out var status) && Enum.IsDefined(status)
                ? status
                : throw Malformed("runtimeStatus", text, "a list of Running, Completed, Failed, Terminated, Pending, Suspended"))
            .ToList();

    /// <summary>The body as JSON; null when it is empty.</summary>
    public static async Task<JsonElement?> JsonBodyAsync(this HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length == 0)
            return null;
        try
        {
            using var document = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The body is not valid JSON (line {e.LineNumber + 1}).", e);
        }
    }

    private static ArgumentException Malformed(string name, string text, string expected) =>
        new($"The query parameter {name} is '{text}'; it must be {expected}.");
}
