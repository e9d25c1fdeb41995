using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.AuditKillTarget;

/// <summary>Kills this process, as kill -9 does, once storage has answered so many requests that write.</summary>
internal sealed class DyingPolicy(int writes) : HttpPipelinePolicy
{
    private int written;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        Count(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        Count(message);
    }

    private void Count(HttpMessage message)
    {
        if (message.Request.Method != RequestMethod.Put || Interlocked.Increment(ref written) != writes)
            return;
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }
}
