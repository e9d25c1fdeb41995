using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Core.Audit.Tiles;

namespace Serverless.Core.Tests.Audit.Tiles;

/// <summary>Tiles and checkpoints that keep their contracts; <see cref="OnCall"/> lets a test break them, before a call has its effect or after.</summary>
internal sealed class InMemoryTiles : ITileStore, ICheckpointStore
{
    private int calls;

    public ConcurrentDictionary<TileName, byte[]> Tiles { get; } = new();

    public ConcurrentDictionary<long, byte[]> Notes { get; } = new();

    /// <summary>Runs with the number of the call, and whether it has had its effect.</summary>
    public Action<int, bool> OnCall { get; set; } = (_, _) => { };

    public int Calls => calls;

    public Task<byte[]?> ReadAsync(TileName tile, CancellationToken cancellationToken) => Call(() => Tiles.GetValueOrDefault(tile));

    public Task WriteAsync(TileName tile, ReadOnlyMemory<byte> hashes, CancellationToken cancellationToken) => Call(() => Tiles[tile] = hashes.ToArray());

    public Task<long?> LatestAsync(CancellationToken cancellationToken) => Call(() => Notes.IsEmpty ? (long?)null : Notes.Keys.Max());

    public async IAsyncEnumerable<long> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var size in await Call(() => Notes.Keys.Order().ToArray()))
            yield return size;
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(long size, CancellationToken cancellationToken) =>
        Call(() => Notes.TryGetValue(size, out var note) ? (ReadOnlyMemory<byte>?)note : null);

    public Task<bool> TryCreateAsync(long size, ReadOnlyMemory<byte> note, CancellationToken cancellationToken) => Call(() => Notes.TryAdd(size, note.ToArray()));

    private Task<T> Call<T>(Func<T> effect)
    {
        var number = Interlocked.Increment(ref calls);
        try
        {
            OnCall(number, false);
            var result = effect();
            OnCall(number, true);
            return Task.FromResult(result);
        }
        catch (AuditStoreException e)
        {
            return Task.FromException<T>(e);
        }
    }
}
