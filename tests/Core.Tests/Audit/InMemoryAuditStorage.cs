using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Serverless.Core.Audit;

namespace Serverless.Core.Tests.Audit;

/// <summary>An entry store and an index that keep their contracts; <see cref="BeforeCall"/> and <see cref="AfterCall"/> let a test break them.</summary>
internal sealed class InMemoryAuditStorage : IAuditEntryStore, IAuditIndex
{
    public ConcurrentDictionary<long, byte[]> Entries { get; } = new();

    public ConcurrentDictionary<string, long> Rows { get; } = new();

    public long Coverage { get; set; }

    public List<string> Calls { get; } = [];

    /// <summary>Runs before a call has any effect. Returns false to make a creation report that the entry exists.</summary>
    public Func<int, bool> BeforeCall { get; set; } = _ => true;

    /// <summary>Runs when a call has had its effect and has not yet answered.</summary>
    public Action<int> AfterCall { get; set; } = _ => { };

    public Task<bool> TryCreateAsync(long index, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        Call($"create {index}", admitted => admitted && Entries.TryAdd(index, bytes.ToArray()));

    public Task<ReadOnlyMemory<byte>?> ReadAsync(long index, CancellationToken cancellationToken) =>
        Call($"read {index}", _ => Entries.TryGetValue(index, out var bytes) ? (ReadOnlyMemory<byte>?)bytes : null);

    public async IAsyncEnumerable<StoredAuditEntry> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = await Call("all", _ => Entries.OrderBy(entry => entry.Key).ToArray());
        foreach (var (index, bytes) in all)
            yield return new(index, bytes);
    }

    public Task<long> ReadCoverageAsync(CancellationToken cancellationToken) => Call("coverage", _ => Coverage);

    public Task<IReadOnlyDictionary<string, long>> FindAsync(IReadOnlyCollection<string> eventIds, CancellationToken cancellationToken) =>
        Call("find", _ => (IReadOnlyDictionary<string, long>)eventIds.Where(Rows.ContainsKey).ToDictionary(id => id, id => Rows[id]));

    public Task WriteAsync(IReadOnlyCollection<AuditIndexRow> rows, long coverage, CancellationToken cancellationToken) => Call("index", _ =>
    {
        foreach (var row in rows)
            Rows[row.EventId] = row.Index;
        return Coverage = coverage;
    });

    /// <summary>The log's bytes in order; fails when an index is missing.</summary>
    public byte[][] Log() => [.. Enumerable.Range(0, Entries.Count).Select(i => Entries[i])];

    private Task<T> Call<T>(string name, Func<bool, T> effect)
    {
        int number;
        lock (Calls)
        {
            number = Calls.Count;
            Calls.Add(name);
        }

        try
        {
            var result = effect(BeforeCall(number));
            AfterCall(number);
            return Task.FromResult(result);
        }
        catch (AuditStoreException e)
        {
            return Task.FromException<T>(e);
        }
    }
}
