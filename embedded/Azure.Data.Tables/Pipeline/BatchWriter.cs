using System.Buffers;
using System.Text;
using Azure.Core;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Pipeline;

/// <summary>Writes the multipart body of a transaction.</summary>
internal sealed class BatchWriter
{
    readonly string batch;
    readonly string changeSet;
    readonly ArrayBufferWriter<byte> body = new(4096);

    /// <param name="id">Makes the boundaries of the parts unlike any text inside them.</param>
    public BatchWriter(Guid id)
    {
        batch = $"batch_{id}";
        changeSet = $"changeset_{id}";
        Write($"--{batch}\r\nContent-Type: multipart/mixed; boundary={changeSet}\r\n\r\n");
    }

    public string ContentType => $"multipart/mixed; boundary={batch}";

    public void Add(RequestMethod method, Uri uri, ETag? ifMatch, ITableEntity? entity)
    {
        Write($"--{changeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        Write($"{method.Method} {uri.AbsoluteUri} HTTP/1.1\r\nAccept: {TableRequests.Accept}\r\nDataServiceVersion: 3.0\r\n");
        if (ifMatch is { } etag)
            Write($"If-Match: {etag.ToString("H")}\r\n");
        if (method == RequestMethod.Post)
            Write("Prefer: return-no-content\r\n");
        if (entity is null)
        {
            Write("\r\n");
            return;
        }

        var json = EntityWriter.Write(entity);
        Write($"Content-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n");
        body.Write(json.Span);
        Write("\r\n");
    }

    public RequestContent Finish()
    {
        Write($"--{changeSet}--\r\n--{batch}--\r\n");
        return RequestContent.Create(body.WrittenMemory);
    }

    void Write(string text) => Encoding.UTF8.GetBytes(text, body);
}
