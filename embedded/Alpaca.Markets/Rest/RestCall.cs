using System.Text.Json;

namespace Alpaca.Markets;

/// <summary>GET requests below one path.</summary>
internal sealed class RestCall(AlpacaClientConfigurationBase configuration, string path) : IDisposable
{
    private readonly HttpClient? owned = configuration.HttpClient is null ? new HttpClient() : null;

    public async Task<T> GetAsync<T>(
        string resource, IEnumerable<(string Name, string? Value)> parameters, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        var query = string.Join('&', parameters.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(configuration.ApiEndpoint, $"{path}{resource}?{query}"));
        foreach (var header in configuration.SecurityId.GetHeaders())
            request.Headers.Add(header.Key, header.Value);
        using var response = await (configuration.HttpClient ?? owned!).SendAsync(request, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (!response.IsSuccessStatusCode)
            throw ErrorOf(response, body);
        try
        {
            using var answer = JsonDocument.Parse(body);
            return read(answer.RootElement);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new RestClientErrorException($"Unable to deserialize the response: {error.Message}", error);
        }
    }

    public void Dispose() => owned?.Dispose();

    private static RestClientErrorException ErrorOf(HttpResponseMessage response, byte[] body)
    {
        var message = $"The server answered {(int)response.StatusCode} {response.ReasonPhrase}.";
        try
        {
            using var answer = JsonDocument.Parse(body);
            if (answer.RootElement is { ValueKind: JsonValueKind.Object } error && error.TryGetProperty("message", out var text))
            {
                var code = error.TryGetProperty("code", out var value) && value.TryGetInt32(out var number) ? number : (int)response.StatusCode;
                return new RestClientErrorException(response.StatusCode, code, text.GetString() ?? message);
            }
        }
        catch (JsonException)
        {
            // Gateways answer with pages of their own.
        }

        return new RestClientErrorException(response.StatusCode, (int)response.StatusCode, message);
    }
}
