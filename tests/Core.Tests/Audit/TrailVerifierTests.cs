using System.Text;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;

namespace Serverless.Core.Tests.Audit;

/// <summary>What can be done to a signed and witnessed log, and the codes that each of it gets.</summary>
public sealed class TrailVerifierTests : IDisposable
{
    private readonly SignedLog log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_HonestLog_IsIntactAndCountsWhatItHas()
    {
        Assert.True((await log.VerifyAsync()).IsIntact);
        foreach (var size in new[] { 1, 7, 300 })
            await log.GrowToAsync(size);
        await log.AppendToAsync(303);

        var verdict = await log.VerifyAsync();

        Assert.True(verdict.IsIntact, string.Join("; ", verdict.Findings));
        Assert.Equal((303L, 3, 0, 300L, 300L), (verdict.Entries.Entries, verdict.Checkpoints, verdict.Retired, verdict.Newest!.Size, verdict.Witnessed!.Size));
    }

    [Fact]
    public async Task Verify_TailCutToAnOlderCheckpoint_IsUnseenWithoutTheWitnessAndARollbackWithIt()
    {
        await GrowAsync();
        foreach (var index in new[] { 4, 5 })
            log.Storage.Entries.Remove(index, out _);
        log.Tiles.Notes.Remove(6, out _);

        Assert.True((await log.VerifyAsync(witnessed: false)).IsIntact);
        await ExpectAsync(("witness 1", nameof(CheckpointFault.Rollback)));
    }

    [Fact]
    public async Task Verify_TailCutWithTheCheckpointKept_IsARollback()
    {
        await GrowAsync();
        log.Storage.Entries.Remove(5, out _);

        await ExpectAsync(("checkpoint 6", nameof(CheckpointFault.Rollback)), ("witness 1", nameof(CheckpointFault.Rollback)));
    }

    [Fact]
    public async Task Verify_SuffixRewrittenAndSignedAnew_IsAForkOnlyToTheWitness()
    {
        await GrowAsync();
        Rewrite(from: 4);
        log.Tiles.Notes.Remove(6, out _);
        var tiles = log.Tiles.Tiles.ToArray();
        foreach (var (name, _) in tiles.Where(tile => tile.Key.Width == 6))
            log.Tiles.Tiles.Remove(name, out _);
        await log.Signer([log.LogKey], log.Keyring).SignAsync(Cancellation);

        Assert.True((await log.VerifyAsync(witnessed: false)).IsIntact);
        await ExpectAsync(("witness 1", nameof(CheckpointFault.Fork)));
    }

    [Fact]
    public async Task Verify_SuffixRewrittenWithoutTheKey_ContradictsTheCheckpoint()
    {
        await GrowAsync();
        Rewrite(from: 4);

        await ExpectAsync(("checkpoint 6", nameof(CheckpointFault.Fork)), ("witness 1", nameof(CheckpointFault.Fork)));
    }

    [Fact]
    public async Task Verify_SuffixRewrittenAndSignedWithAnotherKey_IsNotSigned()
    {
        await GrowAsync();
        Rewrite(from: 4);
        log.Tiles.Notes.Remove(6, out _);
        var stranger = log.NewKey(AuditSamples.Origin);
        await log.Signer([stranger], new AuditKeyring([.. log.Keyring.Keys, new(stranger.Key, KeyRole.Log)])).SignAsync(Cancellation);

        await ExpectAsync(("checkpoint 6", nameof(CheckpointFault.NotSigned)), ("witness 1", nameof(CheckpointFault.Fork)));
    }

    [Fact]
    public async Task Verify_EntryAltered_NamesItAndTheCheckpointsAfterIt()
    {
        await GrowAsync();
        log.Storage.Entries[4] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(log.Storage.Entries[4]).Replace("\"rank\":\"4\"", "\"rank\":\"1\"", StringComparison.Ordinal));

        await ExpectAsync(
            ("entry 5", nameof(AuditFaultCode.WrongPrevHash)), ("checkpoint 6", nameof(CheckpointFault.Fork)), ("witness 1", nameof(CheckpointFault.Fork)));
    }

    [Fact]
    public async Task Verify_LastEntryAltered_IsSeenByTheCheckpointAlone()
    {
        await GrowAsync();
        log.Storage.Entries[5] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(log.Storage.Entries[5]).Replace("\"rank\":\"5\"", "\"rank\":\"1\"", StringComparison.Ordinal));

        await ExpectAsync(("checkpoint 6", nameof(CheckpointFault.Fork)), ("witness 1", nameof(CheckpointFault.Fork)));
    }

    [Theory]
    [InlineData("size", nameof(CheckpointFault.BadSignature), nameof(CheckpointFault.NotSigned), nameof(CheckpointFault.Malformed), nameof(CheckpointFault.Fork))]
    [InlineData("root", nameof(CheckpointFault.BadSignature), nameof(CheckpointFault.NotSigned), nameof(CheckpointFault.Fork))]
    [InlineData("origin", nameof(CheckpointFault.WrongOrigin), nameof(CheckpointFault.BadSignature), nameof(CheckpointFault.NotSigned))]
    [InlineData("key id", nameof(CheckpointFault.NotSigned))]
    [InlineData("signature", nameof(CheckpointFault.BadSignature), nameof(CheckpointFault.NotSigned))]
    [InlineData("line", nameof(CheckpointFault.Malformed))]
    [InlineData("older", nameof(CheckpointFault.Malformed))]
    public async Task Verify_CheckpointEdited_IsNamed(string part, params string[] expected)
    {
        await GrowAsync();
        var note = SignedNote.Parse(log.Tiles.Notes[6]);
        var (stated, signature) = (Checkpoint.Parse(note.Text), note.Signatures[0]);
        log.Tiles.Notes[6] = part switch
        {
            "size" => new SignedNote((stated with { Size = 5 }).Text, note.Signatures).ToBytes(),
            "root" => new SignedNote((stated with { Root = new byte[32] }).Text, note.Signatures).ToBytes(),
            "origin" => new SignedNote((stated with { Origin = "serverless-prod" }).Text, note.Signatures).ToBytes(),
            "key id" => new SignedNote(note.Text, [signature with { KeyId = signature.KeyId ^ 1 }]).ToBytes(),
            "signature" => new SignedNote(note.Text, [signature with { Value = new byte[64] }]).ToBytes(),
            "line" => [.. "x\n"u8, .. note.ToBytes()],
            _ => log.Tiles.Notes[4],
        };

        var verdict = await log.VerifyAsync();

        Assert.Equal(expected.Order(), verdict.Findings.Select(finding => finding.Code).Order());
        Assert.All(verdict.Findings, finding => Assert.Equal("checkpoint 6", finding.Where));
    }

    [Fact]
    public async Task Verify_WithoutKeys_StillHoldsRootsAgainstEntries()
    {
        await GrowAsync();
        var verifier = new TrailVerifier(log.Storage.ReadAllAsync, log.Tiles, log.Memory, AuditSamples.Origin, keyring: null);
        Assert.True((await verifier.VerifyAsync(Cancellation)).IsIntact);
        Rewrite(from: 2);

        Assert.Equal(["Fork", "Fork", "Fork"], (await verifier.VerifyAsync(Cancellation)).Findings.Select(finding => finding.Code));
    }

    public void Dispose() => log.Dispose();

    private async Task GrowAsync()
    {
        await log.GrowToAsync(4);
        await log.GrowToAsync(6);
    }

    // As somebody who may write anything, but not sign: entries from an index on are others, in a chain that holds.
    private void Rewrite(int from)
    {
        var forged = AuditSamples.Chain([.. Enumerable.Range(0, 6).Select(i => i < from ? AuditSamples.Event(i) : AuditSamples.Event(i) with { Reason = "forged" })]);
        for (var i = from; i < 6; i++)
            log.Storage.Entries[i] = forged[i];
    }

    private async Task ExpectAsync(params (string Where, string Code)[] expected) =>
        Assert.Equal(expected, (await log.VerifyAsync()).Findings.Select(finding => (finding.Where, finding.Code)));
}
