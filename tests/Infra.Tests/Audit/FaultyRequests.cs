using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Infra.Tests.Audit;

/// <summary>Counts the requests of clients and lets one of them fail: before it is sent, or when it has had its effect and the answer is lost.</summary>
internal sealed class FaultyRequests(int failing, string fault) : HttpPipelinePolicy
{
    public int Count { get; private set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("The log reads and writes asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        bool fails;
        lock (this)
            fails = Count++ == failing;
        if (fails && !fault.EndsWith("after", StringComparison.Ordinal))
            throw Failure();
        await ProcessNextAsync(message, pipeline);
        if (fails)
            throw Failure();
    }

    private Exception Failure() => fault.Split(' ')[0] switch
    {
        "429" => new RequestFailedException(429, "Too many requests."),
        "503" => new RequestFailedException(503, "The server is busy."),
        "timeout" => new TaskCanceledException("The request took too long."),
        _ => new IOException("The connection was reset."),
    };
}
