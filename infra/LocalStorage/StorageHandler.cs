using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;

namespace Serverless.Infra.LocalStorage;

/// <summary>Answers the requests of an HTTP client in this process.</summary>
internal sealed class StorageHandler(IStorageRequests requests) : HttpMessageHandler
{
    private long answered;

    /// <summary>How many requests it has answered.</summary>
    public long Answered => Interlocked.Read(ref answered);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        request.Content?.CopyTo(body, null, cancellationToken);
        return Answer(request, body.ToArray());
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Answer(request, request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false) : []);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, byte[] body)
    {
        Interlocked.Increment(ref answered);
        StorageReply reply;
        try
        {
            reply = requests.Answer(new StorageRequest(request, body));
        }
        catch (StorageFault fault)
        {
            reply = requests.Refuse(fault);
        }
        catch (SqliteException error)
        {
            // A full disk or a damaged file: what was stored before is still there, and the caller's retries may find room.
            reply = requests.Refuse(new StorageFault(500, "InternalError", $"The storage file cannot be used: {error.Message}"));
        }

        return Message(request, reply);
    }

    private static HttpResponseMessage Message(HttpRequestMessage request, StorageReply reply)
    {
        var message = new HttpResponseMessage((System.Net.HttpStatusCode)reply.Status) { RequestMessage = request, Content = new ByteArrayContent(reply.Body) };
        foreach (var (name, value) in reply.Headers)
        {
            if (name == "Content-Type")
                message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        // Content computes its length only when asked for it by name, and the clients look among the headers.
        if (request.Method != HttpMethod.Head)
            message.Content.Headers.ContentLength = reply.Body.Length;
        return message;
    }
}
