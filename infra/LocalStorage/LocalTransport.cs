using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Data.Sqlite;

namespace Serverless.Infra.LocalStorage;

/// <summary>Answers the requests of the vendors' clients in this process: no HTTP message is made of them.</summary>
internal sealed class LocalTransport(IStorageRequests requests) : HttpPipelineTransport
{
    private long answered;

    /// <summary>How many requests it has answered.</summary>
    public long Answered => Interlocked.Read(ref answered);

    public override Request CreateRequest() => new LocalRequest();

    public override void Process(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.CancellationToken.ThrowIfCancellationRequested();
        Interlocked.Increment(ref answered);
        using var body = new MemoryStream();
        message.Request.Content?.WriteTo(body, message.CancellationToken);
        message.Response = new LocalResponse(Answer(new StorageRequest(message.Request, body.ToArray())), message.Request);
    }

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        Process(message);
        return default;
    }

    private StorageReply Answer(StorageRequest request)
    {
        try
        {
            return requests.Answer(request);
        }
        catch (StorageFault fault)
        {
            return requests.Refuse(fault);
        }
        catch (SqliteException error)
        {
            // A full disk or a damaged file: what was stored before is still there, and the caller's retries may find room.
            return requests.Refuse(new StorageFault(500, "InternalError", $"The storage file cannot be used: {error.Message}"));
        }
    }
}
