using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Tests.Support;

namespace Microsoft.Azure.Functions.Worker.Tests.Durable;

/// <summary>What the called service answers, in order, and what it was sent; without an answer left it does not answer.</summary>
public sealed class HttpScript(TimeProvider time)
{
    private readonly ConcurrentQueue<(int Status, string Body, (string Name, string Value)[] Headers)> answers = [];
    private readonly Channel<bool> arrivals = Channel.CreateUnbounded<bool>();

    public ConcurrentQueue<(string Line, DateTime At)> Received { get; } = [];

    public void Answer(int status, string body = "", params (string Name, string Value)[] headers) => answers.Enqueue((status, body, headers));

    public ValueTask<bool> ArrivedAsync() => arrivals.Reader.ReadAsync(Limit.Token);

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var line = $"{request.Method} {request.Path} {request.ContentType} {request.Headers["X-Tag"]} {await reader.ReadToEndAsync()}";
        Received.Enqueue((line, time.GetUtcNow().UtcDateTime));
        arrivals.Writer.TryWrite(true);
        if (!answers.TryDequeue(out var answer))
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers.Append(name, value);
        await context.Response.WriteAsync(answer.Body);
    }
}
