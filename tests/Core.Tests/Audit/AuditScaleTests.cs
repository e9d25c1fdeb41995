using System.Runtime.CompilerServices;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using static Serverless.Core.Tests.Audit.AuditSamples;

namespace Serverless.Core.Tests.Audit;

/// <summary>What a long log costs, in reads and in what is kept; bench's audit has the times for a million entries.</summary>
public sealed class AuditScaleTests
{
    private const int Entries = 100_000;
    private const int Signed = 40_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_HundredThousandEntries_KeepsNoneOfTheirBytes()
    {
        var kept = new List<WeakReference>();
        var alive = -1;

        var verdict = await AuditVerifier.VerifyAsync(Stream(), Origin, cancellationToken: Cancellation);

        Assert.True(verdict.IsIntact);
        Assert.Equal(Entries, verdict.Entries);
        Assert.InRange(alive, 0, 1);

        async IAsyncEnumerable<StoredAuditEntry> Stream()
        {
            var prevHash = AuditHash.None;
            for (var i = 0; i < Entries; i++)
            {
                var bytes = Next(i, ref prevHash);
                if (i % 1000 == 0)
                    kept.Add(new WeakReference(bytes));
                yield return new StoredAuditEntry(i, bytes);
            }

            await Task.CompletedTask;
            alive = CountAlive(kept);
        }
    }

    [Fact]
    public async Task Prove_AnyOfManyThousand_ReadsThatEntryAndAFewTiles()
    {
        using var log = new SignedLog();
        await log.GrowToAsync(Signed / 2);
        log.Storage.Calls.Clear();
        var note = await log.GrowToAsync(Signed);
        Assert.DoesNotContain("all", log.Storage.Calls);
        Assert.InRange(log.Storage.Calls.Count(call => call.StartsWith("read", StringComparison.Ordinal)), Signed / 2, (Signed / 2) + (2 * ReadAhead.Most));

        log.Storage.Calls.Clear();
        Assert.True((await log.VerifyAsync()).IsIntact);
        Assert.Equal(["all"], log.Storage.Calls);

        foreach (var index in new[] { 0, 1, 255, 256, 19_999, 20_000, 33_333, Signed - 1 })
        {
            log.Storage.Calls.Clear();
            var calls = log.Tiles.Calls;

            var bundle = await log.BundleAsync(note, index, 1);

            Assert.Equal([$"read {index}"], log.Storage.Calls);
            Assert.InRange(log.Tiles.Calls - calls, 1, 8);
            Assert.InRange(ProofText.Parse(bundle.Files[BundleFile.FirstProof]).Count, 1, 16);
            Assert.True(BundleVerifier.Verify(bundle, log.Keyring, Origin, witnesses: 1).IsTrusted);
        }
    }

    [Fact]
    public async Task ReadRow_StoreThatAnswersLate_IsAskedAheadButNotWithoutBound()
    {
        var (open, most) = (0, 0);
        async Task<long> ReadAsync(long key)
        {
            most = Math.Max(most, ++open);
            await Task.Yield();
            open--;
            return key;
        }

        // On one thread, so that counting needs no lock.
        var row = await Task.Factory.StartNew(
            () => Enumerable.Range(0, 1000).Select(i => (long)i).ToAsyncEnumerable().SelectAheadAsync(ReadAsync, Cancellation).ToListAsync(Cancellation).AsTask(),
            Cancellation,
            TaskCreationOptions.None,
            new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => ((long)i, (long)i)), row);
        Assert.InRange(most, 2, ReadAhead.Most);
    }

    [Fact]
    public async Task Prefetch_ReaderThatIsBusy_HasItReadOnButNotWithoutBound()
    {
        var read = 0;
        var (ahead, far) = (new TaskCompletionSource(), new TaskCompletionSource());
        async IAsyncEnumerable<int> Source()
        {
            for (; read < 100; read++)
            {
                if (read == 4)
                    ahead.SetResult();
                yield return read;
            }

            await Task.CompletedTask;
            far.SetResult();
        }

        var seen = new List<int>();
        await foreach (var item in Source().PrefetchAsync(4, Cancellation))
        {
            if (item == 0)
            {
                await ahead.Task.WaitAsync(Cancellation);
                Assert.False(far.Task.IsCompleted);
            }

            seen.Add(item);
        }

        Assert.Equal(Enumerable.Range(0, 100), seen);
    }

    [Fact]
    public async Task Prefetch_SourceThatFails_DeliversWhatCameBeforeAndThenTheFailure()
    {
        var failure = new AuditStoreException("unavailable");
        async IAsyncEnumerable<int> Source()
        {
            yield return 1;
            yield return 2;
            await Task.Yield();
            throw failure;
        }

        var seen = new List<int>();
        var thrown = await Record.ExceptionAsync(async () =>
        {
            await foreach (var item in Source().PrefetchAsync(8, Cancellation))
                seen.Add(item);
        });

        Assert.Same(failure, thrown);
        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public async Task Prefetch_ReaderThatStops_StopsTheSource()
    {
        var ended = false;
        async IAsyncEnumerable<int> Source([EnumeratorCancellation] CancellationToken stop = default)
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    stop.ThrowIfCancellationRequested();
                    yield return i;
                    await Task.Yield();
                }
            }
            finally
            {
                ended = true;
            }
        }

        Assert.Equal([0, 1, 2], await Source().PrefetchAsync(2, Cancellation).Take(3).ToListAsync(Cancellation));
        Assert.True(ended);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Next(int index, ref string prevHash)
    {
        var bytes = AuditEntryCodec.Encode(new(AuditEntryCodec.Schema, Origin, index, prevHash, Event(index)));
        prevHash = AuditHash.OfEntry(bytes);
        return bytes;
    }

    private static int CountAlive(List<WeakReference> kept)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return kept.Count(reference => reference.IsAlive);
    }
}
