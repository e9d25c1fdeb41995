using System.Text.Json;

namespace Serverless.Infra.MarketData.Download;

/// <summary>
/// Hands on only answers that have arrived whole: within the time of an attempt, within the size limit, and, if they are JSON, as a
/// complete document.
/// </summary>
internal sealed class WholeBodyHandler(HttpPolicy policy, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(policy.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, either.Token);
            var body = await ReadAsync(response.Content, either.Token);
            if (response.IsSuccessStatusCode)
                Check(body);
            var whole = new ByteArrayContent(body);
            foreach (var header in response.Content.Headers.Where(header => header.Key != "Content-Length"))
                whole.Headers.TryAddWithoutValidation(header.Key, header.Value);
            response.Content = whole;
            return response;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && (error is OperationCanceledException or IOException))
        {
            response?.Dispose();
            throw error is IOException
                ? new HttpRequestException(HttpRequestError.ResponseEnded, $"the answer broke off ({error.Message})", error)
                : new HttpRequestException($"no complete answer within {policy.AttemptTimeout.TotalSeconds:0} s", new TimeoutException());
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > policy.LongestBody)
                throw new RefusedResponseException($"the answer is longer than {policy.LongestBody} bytes");
        }

        return body.ToArray();
    }

    private static void Check(byte[] body)
    {
        var start = body.AsSpan().TrimStart(" \t\r\n"u8);
        if (start is [(byte)'<', ..])
            throw new RefusedResponseException("the answer is a web page, not data");
        if (start is not [(byte)'{' or (byte)'[', ..])
            return;
        try
        {
            var reader = new Utf8JsonReader(start);
            while (reader.Read())
            {
            }
        }
        catch (JsonException error)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, $"the answer is incomplete or no JSON ({error.Message})", error);
        }
    }
}
