using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;

namespace Serverless.Core.Tests.Audit.Notes;

public sealed class KeyRotationTests : IDisposable
{
    private readonly SignedLog log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotate_ThreeTimes_AllOfHistoryVerifiesAndEachChangeIsSignedByBothKeys()
    {
        List<NoteKey> keys = [log.LogKey.Key];
        foreach (var size in new[] { 100, 200, 300 })
        {
            await log.GrowToAsync(size);
            var next = log.NewKey(AuditSamples.Origin);
            await RotateAsync(next);

            var note = SignedNote.Parse(log.Tiles.Notes[size + 1]);
            Assert.Equal([keys[^1].Id, next.Key.Id], note.Signatures.Select(signature => signature.KeyId));
            var entry = AuditEntryCodec.Decode(log.Storage.Entries[size]).Event;
            Assert.Equal((KeyRotation.Action, $"{keys[^1]}", $"{next.Key}"), (entry.Action, entry.Details["old"], entry.Details["new"]));
            keys.Add(next.Key);
        }

        await log.GrowToAsync(350);
        var verdict = await log.VerifyAsync();
        Assert.True(verdict.IsIntact, string.Join("; ", verdict.Findings));
        Assert.Equal((7, 0, 350L, 350L), (verdict.Checkpoints, verdict.Retired, verdict.Newest!.Size, verdict.Witnessed!.Size));
        Assert.Equal(
            [(0L, 101L), (101L, 201L), (201L, 301L), (301L, null)],
            log.Keyring.Keys.Where(key => key.Role == KeyRole.Log).Select(key => (key.FromSize, key.UntilSize)));
    }

    [Fact]
    public async Task Rotate_RetiredKeyUsedAfterwards_IsNamed()
    {
        await log.GrowToAsync(10);
        var retired = log.LogKey;
        await RotateAsync(log.NewKey(AuditSamples.Origin));
        var before = log.Keyring;
        await log.AppendToAsync(20);
        var trusting = new AuditKeyring([.. before.Keys.Select(key => key.Key == retired.Key ? key with { UntilSize = null } : key)]);
        await log.Signer([retired], trusting).SignAsync(Cancellation);

        var verdict = await log.VerifyAsync();

        Assert.Equal(
            [("checkpoint 20", "KeyOutsideItsTime"), ("checkpoint 20", "NotSigned")], verdict.Findings.Select(finding => (finding.Where, finding.Code)));
    }

    [Fact]
    public async Task Rotate_Revoked_LaterSignaturesOfTheOldKeyCountNoMoreAndTheTrailStays()
    {
        await log.GrowToAsync(10);
        await log.GrowToAsync(15);
        await RotateAsync(log.NewKey(AuditSamples.Origin), revokedAfter: 10);

        var verdict = await log.VerifyAsync(witnessed: false);

        Assert.True(verdict.IsIntact, string.Join("; ", verdict.Findings));
        Assert.Equal((2, 1, 16L), (verdict.Checkpoints, verdict.Retired, verdict.Newest!.Size));
        Assert.Single(SignedNote.Parse(log.Tiles.Notes[16]).Signatures);
        Assert.False(CheckpointVerifier.Verify(log.Tiles.Notes[15], AuditSamples.Origin, log.Keyring).IsTrusted);
    }

    [Fact]
    public async Task Rotate_EveryCallFailing_RepeatedWithTheSameKeysEndsIt()
    {
        await log.GrowToAsync(5);
        using var undisturbed = log.Fork();
        var next = undisturbed.NewKey(AuditSamples.Origin);
        await RotateAsync(undisturbed, next);
        var calls = undisturbed.Storage.Calls.Count + undisturbed.Tiles.Calls;
        Assert.True(calls >= 10);

        for (var failing = 1; failing <= calls; failing++)
        {
            foreach (var afterwards in new[] { false, true })
            {
                using var fork = log.Fork();
                var count = 0;
                void Count(bool done)
                {
                    if (!done)
                        count++;
                    if (count == failing && done == afterwards)
                        throw new AuditStoreException("broken");
                }

                fork.Tiles.OnCall = (_, done) => Count(done);
                fork.Storage.BeforeCall = _ =>
                {
                    Count(false);
                    return true;
                };
                fork.Storage.AfterCall = _ => Count(true);
                // One failed creation is repaired within the append: then the rotation ends at once.
                await TryAsync(() => RotateAsync(fork, next));
                (fork.Tiles.OnCall, fork.Storage.BeforeCall, fork.Storage.AfterCall) = ((_, _) => { }, _ => true, _ => { });
                if (fork.LogKey != next)
                    await RotateAsync(fork, next);

                Assert.Equal(6, fork.Storage.Entries.Count);
                await fork.GrowToAsync(8, witnessed: false);
                var verdict = await fork.VerifyAsync(witnessed: false);
                Assert.True(verdict.IsIntact, $"call {failing}: {string.Join("; ", verdict.Findings)}");
                Assert.Equal(next.Key.Id, SignedNote.Parse(fork.Tiles.Notes[8]).Signatures.Single().KeyId);
            }
        }
    }

    [Fact]
    public async Task Revoke_RetiredKey_WhatItSignedBeyondCountsNoMoreAndTheTrailStays()
    {
        await log.GrowToAsync(10);
        await log.GrowToAsync(15);
        var old = log.LogKey.Key;
        await RotateAsync(log.NewKey(AuditSamples.Origin));
        await log.GrowToAsync(20);
        Assert.True(CheckpointVerifier.Verify(log.Tiles.Notes[15], AuditSamples.Origin, log.Keyring).IsTrusted);

        var revoked = KeyRevocation.Revoke(log.Keyring, old.IdText, after: 10);

        Assert.True(CheckpointVerifier.Verify(log.Tiles.Notes[10], AuditSamples.Origin, revoked).IsTrusted);
        Assert.False(CheckpointVerifier.Verify(log.Tiles.Notes[15], AuditSamples.Origin, revoked).IsTrusted);
        Assert.True(CheckpointVerifier.Verify(log.Tiles.Notes[20], AuditSamples.Origin, revoked).IsTrusted);
        Assert.Equal(log.Keyring.InForce(KeyRole.Log), revoked.InForce(KeyRole.Log));
        log.Keyring = revoked;
        var verdict = await log.VerifyAsync();
        Assert.True(verdict.IsIntact, string.Join("; ", verdict.Findings));
        Assert.Equal((2, 2, 20L), (verdict.Checkpoints, verdict.Retired, verdict.Witnessed!.Size));
        Assert.Contains("ended at size 10 already", Assert.Throws<NoteKeyException>(() => KeyRevocation.Revoke(revoked, old.IdText, after: 12)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_KeyInForceOrUnknown_SaysWhatToDo()
    {
        await log.GrowToAsync(10);

        var inForce = Assert.Throws<NoteKeyException>(() => KeyRevocation.Revoke(log.Keyring, log.LogKey.Key.IdText, after: 5));
        var unknown = Assert.Throws<NoteKeyException>(() => KeyRevocation.Revoke(log.Keyring, "00000000", after: 5));

        Assert.Contains("'keys rotate --revoke-after 5'", inForce.Message, StringComparison.Ordinal);
        Assert.Contains(log.LogKey.Key.IdText, unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_WhatTheWitnessCosignedLast_ProvesNothingMoreButStillTellsAForkAndARollback()
    {
        await log.GrowToAsync(10);
        var old = log.LogKey.Key;
        await RotateAsync(log.NewKey(AuditSamples.Origin));
        await log.GrowToAsync(20, witnessed: false);
        log.Keyring = KeyRevocation.Revoke(log.Keyring, old.IdText, after: 5);

        var verdict = await log.VerifyAsync();
        Assert.True(verdict.IsIntact, string.Join("; ", verdict.Findings));
        Assert.Null(verdict.Witnessed);

        foreach (var index in Enumerable.Range(8, 12))
            log.Storage.Entries.Remove(index, out _);
        Assert.Contains(("witness 0", nameof(CheckpointFault.Rollback)), (await log.VerifyAsync()).Findings.Select(finding => (finding.Where, finding.Code)));
    }

    public void Dispose() => log.Dispose();

    private Task RotateAsync(EcdsaNoteSigner next, long? revokedAfter = null) => RotateAsync(log, next, revokedAfter);

    private static async Task RotateAsync(SignedLog log, EcdsaNoteSigner next, long? revokedAfter = null)
    {
        using var entries = log.Open();
        log.Keyring = await KeyRotation.RotateAsync(entries, log.Signer, log.Keyring, log.LogKey, next, AuditSamples.Event(0), revokedAfter, Cancellation);
        log.LogKey = next;
    }

    private static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (AuditStoreException)
        {
            // Repeated by the caller.
        }
    }
}
