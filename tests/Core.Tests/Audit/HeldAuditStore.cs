using Serverless.Core.Audit;

namespace Serverless.Core.Tests.Audit;

/// <summary>A store whose creations wait, while it is held, until they are released.</summary>
internal sealed class HeldAuditStore(InMemoryAuditStorage storage) : IAuditEntryStore
{
    private TaskCompletionSource? hold;

    public void Hold() => hold = new TaskCompletionSource();

    public void Release() => Interlocked.Exchange(ref hold, null)?.SetResult();

    public async Task<bool> TryCreateAsync(long index, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (hold is { } held)
            await held.Task.WaitAsync(cancellationToken);
        return await storage.TryCreateAsync(index, bytes, cancellationToken);
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(long index, CancellationToken cancellationToken) => storage.ReadAsync(index, cancellationToken);

    public IAsyncEnumerable<StoredAuditEntry> ReadAllAsync(CancellationToken cancellationToken) => storage.ReadAllAsync(cancellationToken);
}
