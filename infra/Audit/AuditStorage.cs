using Azure;
using Serverless.Core.Audit;

namespace Serverless.Infra.Audit;

/// <summary>Turns the ways in which a storage call can end without an answer into the one exception of the audit ports.</summary>
internal static class AuditStorage
{
    /// <param name="purpose">What the call was to do, for the message.</param>
    /// <param name="call">The call, which has dealt with the answers that it expects.</param>
    /// <param name="cancellationToken">The caller's token: its cancellation passes, a time-out of the client does not.</param>
    public static async Task<T> CallAsync<T>(string purpose, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new AuditStoreException($"Audit storage failed to {purpose}: {e.Message}", e);
        }
    }
}
