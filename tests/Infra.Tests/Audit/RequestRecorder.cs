using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Infra.Tests.Audit;

/// <summary>Records the method of every request of a client.</summary>
internal sealed class RequestRecorder : HttpPipelinePolicy
{
    private readonly ConcurrentQueue<string> methods = new();

    public int Count(RequestMethod method) => methods.Count(m => m == method.Method);

    public void Clear() => methods.Clear();

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        methods.Enqueue(message.Request.Method.Method);
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        methods.Enqueue(message.Request.Method.Method);
        return ProcessNextAsync(message, pipeline);
    }
}
