using System.Text.Json;

namespace Serverless.Cli.Api;

/// <summary>Answers of the HTTP API.</summary>
internal static class ApiAnswers
{
    /// <summary>How bodies are written and read.</summary>
    public static JsonSerializerOptions Json { get; } = JsonSerializerOptions.Web;

    /// <exception cref="CommandException">The API refused; the message is what it said.</exception>
    public static async Task ThrowUnlessSuccessAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
            return;
        var body = await response.Content.ReadAsStringAsync(cancellation);
        throw new CommandException(
            $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri!.AbsolutePath} answered {(int)response.StatusCode}: {Detail(body)}");
    }

    private static string Detail(string body)
    {
        try
        {
            return JsonDocument.Parse(body).RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() ?? body : body;
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
