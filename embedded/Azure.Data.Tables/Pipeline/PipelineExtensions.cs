using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Pipeline;

/// <summary>One code path for the synchronous and the asynchronous twin of an operation.</summary>
internal static class PipelineExtensions
{
    /// <summary>Sends and returns the response, which is one of <paramref name="expected"/> statuses.</summary>
    /// <exception cref="RequestFailedException">The status is another.</exception>
    public static async ValueTask<Response> SendAsync(
        this HttpPipeline pipeline, HttpMessage message, bool async, CancellationToken cancellationToken, params int[] expected)
    {
        using (message)
        {
            if (async)
                await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            else
                pipeline.Send(message, cancellationToken);
            return expected.Contains(message.Response.Status) ? message.Response : throw new RequestFailedException(message.Response);
        }
    }

    /// <summary>The result of an operation that was asked to run synchronously, and therefore has completed.</summary>
    public static T Completed<T>(this ValueTask<T> task) => task.GetAwaiter().GetResult();
}
