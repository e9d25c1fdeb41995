using System.Net;
using System.Text.Json;
using CryptoExchange.Net.Objects;
using Microsoft.Extensions.Logging;

namespace Binance.Net.Clients;

/// <summary>GET requests to one address, whose failures are results.</summary>
internal sealed partial class RestCall(HttpClient http, Uri address, ILogger? logger)
{
    public async Task<WebCallResult<T>> GetAsync<T>(string path, (string Name, string? Value)[] parameters, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        var query = string.Join('&', parameters.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
        try
        {
            using var response = await http.GetAsync(new Uri(address, query.Length == 0 ? path : $"{path}?{query}"), cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            var result = response.IsSuccessStatusCode ? Read(response.StatusCode, body, read) : new WebCallResult<T>(response.StatusCode, default, ErrorOf(response, body));
            if (!result.Success && logger is not null)
                LogFailure(logger, path, result.Error!);
            return result;
        }
        catch (HttpRequestException error)
        {
            return new WebCallResult<T>(error.StatusCode, default, new WebError(error.Message, error));
        }
        catch (OperationCanceledException error)
        {
            return new WebCallResult<T>(null, default, cancellation.IsCancellationRequested ? new CancellationRequestedError(error) : new WebError("The request timed out.", error));
        }
    }

    private static WebCallResult<T> Read<T>(HttpStatusCode status, byte[] body, Func<JsonElement, T> read)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return new WebCallResult<T>(status, read(answer.RootElement), null);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or OverflowException)
        {
            return new WebCallResult<T>(status, default, new DeserializeError($"The answer is not in the expected form: {error.Message}", error));
        }
    }

    private static ServerError ErrorOf(HttpResponseMessage response, byte[] body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            if (answer.RootElement is { ValueKind: JsonValueKind.Object } error && error.TryGetProperty("code", out var code) && error.TryGetProperty("msg", out var message))
                return new ServerError(code.GetInt32(), message.GetString() ?? "");
        }
        catch (JsonException)
        {
            // Gateways answer with pages of their own.
        }

        return new ServerError(null, $"The server answered {(int)response.StatusCode} {response.ReasonPhrase}");
    }

    [LoggerMessage(1, LogLevel.Warning, "{Path} failed: {Error}")]
    private static partial void LogFailure(ILogger logger, string path, Error error);
}
