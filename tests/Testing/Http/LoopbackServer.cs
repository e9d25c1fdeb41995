using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Serverless.Testing.Http;

/// <summary>
/// An HTTP server on a free loopback port that answers requests as a test says, also with answers that no real server library would
/// send. One request per connection.
/// </summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<RecordedRequest, Reply> answer;
    private readonly ConcurrentQueue<RecordedRequest> requests = new();
    private readonly SemaphoreSlim stalled = new(0);
    private readonly Task accepting;

    /// <summary>Starts a server; <paramref name="answer"/> is called for one request at a time.</summary>
    public LoopbackServer(Func<RecordedRequest, Reply> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>A server that gives these answers in turn, and the last one from then on.</summary>
    public LoopbackServer(params Reply[] replies)
        : this(InTurn(replies))
    {
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>The requests so far, in order.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    /// <summary>Waits until another answer has stalled.</summary>
    public Task WaitForStallAsync(CancellationToken cancellation) => stalled.WaitAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        // Only then: to accept on a listener that has stopped is another error.
        await accepting;
        listener.Stop();
        stop.Dispose();
        stalled.Dispose();
    }

    private static Func<RecordedRequest, Reply> InTurn(Reply[] replies)
    {
        var next = 0;
        return _ => replies[Math.Min(next++, replies.Length - 1)];
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                var stream = connection.GetStream();
                var request = await ReadAsync(stream);
                Reply reply;
                lock (requests)
                {
                    requests.Enqueue(request);
                    reply = answer(request);
                }

                var body = Encoding.UTF8.GetBytes(reply.Body);
                await stream.WriteAsync(reply.Head(), stop.Token);
                await stream.WriteAsync(body.AsMemory(0, reply.CutAfter ?? body.Length), stop.Token);
                if (!reply.Stalls)
                    return;
                stalled.Release();
                // Until the client gives up.
                while (await stream.ReadAsync(new byte[1], stop.Token) > 0)
                {
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task<RecordedRequest> ReadAsync(NetworkStream stream)
    {
        var received = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var text = Encoding.UTF8.GetString(received.ToArray());
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
            {
                var request = RecordedRequest.Parse(text[..end]);
                var body = received.ToArray().AsMemory(Encoding.UTF8.GetByteCount(text.AsSpan(0, end + 4)));
                if (body.Length >= request.BodyLength)
                    return request with { Body = Encoding.UTF8.GetString(body.Span) };
            }

            var read = await stream.ReadAsync(buffer, stop.Token);
            if (read == 0)
                throw new IOException("The client closed the connection before its request was complete.");
            received.Write(buffer, 0, read);
        }
    }
}
