using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Serverless.Core.Audit;

/// <summary>Reads that do not wait for one another, delivered in order: where an answer takes milliseconds, a log is read by many requests at a time.</summary>
public static class ReadAhead
{
    /// <summary>Most reads at a time.</summary>
    public const int Most = 64;

    /// <summary>The same with at most <see cref="Most"/> reads at a time.</summary>
    public static IAsyncEnumerable<(TKey Key, T Value)> SelectAheadAsync<TKey, T>(
        this IAsyncEnumerable<TKey> keys, Func<TKey, Task<T>> read, CancellationToken cancellationToken = default) =>
        keys.SelectAheadAsync(Most, read, cancellationToken);

    /// <summary>
    /// What <paramref name="read"/> answers for each of <paramref name="keys"/>, in their order. The number of reads at a time doubles from 1 to
    /// <paramref name="most"/>, so that whoever stops early has not asked for much in vain.
    /// </summary>
    public static async IAsyncEnumerable<(TKey Key, T Value)> SelectAheadAsync<TKey, T>(
        this IAsyncEnumerable<TKey> keys, int most, Func<TKey, Task<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(read);
        var reads = new Queue<(TKey Key, Task<T> Value)>();
        var width = 1;
        await foreach (var key in keys.WithCancellation(cancellationToken))
        {
            reads.Enqueue((key, read(key)));
            if (reads.Count < width)
                continue;
            var (oldest, value) = reads.Dequeue();
            yield return (oldest, await value);
            width = Math.Min(2 * width, most);
        }

        while (reads.TryDequeue(out var next))
            yield return (next.Key, await next.Value);
    }

    /// <summary>
    /// The same, read on while its reader is busy with what came before: at most <paramref name="most"/> ahead. What reading it throws comes where its
    /// reader gets there; a reader that stops, stops it.
    /// </summary>
    public static async IAsyncEnumerable<T> PrefetchAsync<T>(this IAsyncEnumerable<T> source, int most, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = Channel.CreateBounded<T>(new BoundedChannelOptions(most) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => FillAsync(source, ahead.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var item in ahead.Reader.ReadAllAsync(cancellationToken))
                yield return item;
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>The entries in a row from <paramref name="from"/> on, up to the first that is missing, or up to <paramref name="end"/>, which is not read.</summary>
    /// <exception cref="AuditStoreException">The store cannot be read now.</exception>
    public static IAsyncEnumerable<StoredAuditEntry> ReadRowAsync(
        this IAuditEntryStore store, long from, long end = AuditEntryCodec.MaxIndex + 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Row(from, end).ToAsyncEnumerable()
            .SelectAheadAsync(index => store.ReadAsync(index, cancellationToken), cancellationToken)
            .TakeWhile(entry => entry.Value is not null)
            .Select(entry => new StoredAuditEntry(entry.Key, entry.Value!.Value));
    }

    private static async Task FillAsync<T>(IAsyncEnumerable<T> source, ChannelWriter<T> ahead, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in source.WithCancellation(cancellationToken))
                await ahead.WriteAsync(item, cancellationToken);
            ahead.Complete();
        }
#pragma warning disable CA1031 // it is the reader's, who asks for the next
        catch (Exception e)
#pragma warning restore CA1031
        {
            ahead.Complete(e);
        }
    }

    private static IEnumerable<long> Row(long from, long end)
    {
        for (var index = from; index < end; index++)
            yield return index;
    }
}
