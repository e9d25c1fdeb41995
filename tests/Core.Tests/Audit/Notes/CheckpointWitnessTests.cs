using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Core.Audit.Tiles;

namespace Serverless.Core.Tests.Audit.Notes;

public sealed class CheckpointWitnessTests : IDisposable
{
    private readonly SignedLog log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_GrowingLog_IsCosignedEachTimeAndRememberedFirst()
    {
        foreach (var size in new[] { 1, 3, 3, 260, 300 })
        {
            var note = await log.GrowToAsync(size);

            Assert.Equal(["serverless-test", "witness"], note.Signatures.Select(signature => signature.KeyName));
            Assert.True(CheckpointVerifier.Verify(note.ToBytes(), AuditSamples.Origin, log.Keyring, witnesses: 1).IsTrusted);
            Assert.Equal(note.ToBytes(), log.Memory.Notes[log.Memory.Notes.Keys.Max()]);
        }

        Assert.Equal([0, 1, 2, 3], log.Memory.Notes.Keys.Order());
    }

    [Fact]
    public async Task Cosign_TwoContinuationsOfOneLog_TheSecondIsRefused()
    {
        await log.GrowToAsync(4);
        using var fork = log.Fork();
        await log.GrowToAsync(6);
        await AppendOtherAsync(fork, 2);
        var same = await fork.Signer([log.LogKey], log.Keyring).SignAsync(Cancellation);
        await AppendOtherAsync(fork, 3);
        var larger = await fork.Signer([log.LogKey], log.Keyring).SignAsync(Cancellation);

        Assert.Equal(WitnessRefusal.Fork, await RefusalAsync(same!, []));
        var proof = await new TiledTree(fork.Tiles, 9).ProveConsistencyAsync(6, Cancellation);
        Assert.Equal(WitnessRefusal.NotConsistent, await RefusalAsync(larger!, proof));
        Assert.Equal(WitnessRefusal.NotConsistent, await RefusalAsync(larger!, []));
    }

    [Fact]
    public async Task Cosign_SmallerThanSeen_IsARollback()
    {
        var older = await log.GrowToAsync(4, witnessed: false);
        await log.GrowToAsync(6);

        Assert.Equal(WitnessRefusal.Rollback, await RefusalAsync(older, []));
    }

    [Fact]
    public async Task Cosign_NotSignedByTheLog_IsRefused()
    {
        var note = await log.GrowToAsync(4, witnessed: false);
        var stranger = log.NewKey(AuditSamples.Origin);
        var forged = new SignedNote(note.Text, [await stranger.SignAsync(note.Text, Cancellation)]);

        Assert.Equal(WitnessRefusal.Untrusted, await RefusalAsync(forged, []));
        Assert.Empty(log.Memory.Notes);
    }

    [Fact]
    public async Task Cosign_TwoContinuationsAtTheSameTime_OnlyOneIsCosigned()
    {
        await log.GrowToAsync(4);
        using var fork = log.Fork();
        var one = await log.GrowToAsync(6, witnessed: false);
        await AppendOtherAsync(fork, 4);
        var other = (await fork.Signer([log.LogKey], log.Keyring).SignAsync(Cancellation))!;
        var proof = await new TiledTree(log.Tiles, 6).ProveConsistencyAsync(4, Cancellation);
        var otherProof = await new TiledTree(fork.Tiles, 8).ProveConsistencyAsync(4, Cancellation);
        var asked = log.Memory.Calls;
        // The other request comes in between this one's look at the memory and its remembering.
        log.Memory.OnCall = (number, done) =>
        {
            if (number == asked + 2 && !done)
                Assert.NotNull(log.Witness.CosignAsync(other.ToBytes(), otherProof, Cancellation).GetAwaiter().GetResult());
        };

        Assert.Equal(WitnessRefusal.Rollback, await RefusalAsync(one, proof));
        Assert.Equal(8, (await log.Witness.LatestAsync(Cancellation))!.Size);
    }

    [Fact]
    public async Task Publish_EveryCallOfTheWitnessFailing_IsCosignedAfterwards()
    {
        await log.GrowToAsync(4);
        var before = log.Memory.Calls;
        await log.GrowToAsync(6);
        var calls = log.Memory.Calls - before;
        Assert.True(calls >= 3);
        for (var (failing, size) = (1, 7); failing <= calls; failing++)
        {
            foreach (var afterwards in new[] { false, true })
            {
                var start = log.Memory.Calls;
                log.Memory.OnCall = (number, done) =>
                {
                    if (number == start + failing && done == afterwards)
                        throw new AuditStoreException("broken");
                };
                await Assert.ThrowsAsync<AuditStoreException>(() => log.GrowToAsync(size));
                log.Memory.OnCall = (_, _) => { };

                await log.GrowToAsync(size);

                Assert.Equal(size, (await log.Witness.LatestAsync(Cancellation))!.Size);
                Assert.True((await log.VerifyAsync()).IsIntact);
                size++;
            }
        }
    }

    public void Dispose() => log.Dispose();

    private static async Task AppendOtherAsync(SignedLog fork, int count)
    {
        using var log = fork.Open();
        var from = fork.Storage.Entries.Count;
        await log.AppendManyAsync([.. Enumerable.Range(from, count).Select(i => AuditSamples.Event(1000 + i))], Cancellation);
    }

    private async Task<WitnessRefusal> RefusalAsync(SignedNote note, IReadOnlyList<byte[]> proof) =>
        (await Assert.ThrowsAsync<WitnessRefusalException>(() => log.Witness.CosignAsync(note.ToBytes(), proof, Cancellation))).Refusal;
}
