using System.Security.Cryptography;
using Serverless.Core.Audit.Notes;

namespace Serverless.Core.Tests.Audit.Notes;

public sealed class CheckpointVerifierTests : IDisposable
{
    private const string Origin = "desk.prod";

    private readonly ECDsa logKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa witnessKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly EcdsaNoteSigner log;
    private readonly EcdsaNoteSigner witness;
    private readonly Checkpoint checkpoint = new(Origin, 150, RandomNumberGenerator.GetBytes(32));

    public CheckpointVerifierTests()
    {
        log = new EcdsaNoteSigner(Origin, logKey);
        witness = new EcdsaNoteSigner("witness.example", witnessKey);
    }

    private AuditKeyring Keyring => new([new(log.Key, KeyRole.Log), new(witness.Key, KeyRole.Witness)]);

    [Fact]
    public async Task Verify_SignedAndWitnessed_IsTrusted()
    {
        var verdict = CheckpointVerifier.Verify((await SignAsync(checkpoint, log, witness)).ToBytes(), Origin, Keyring, witnesses: 1);

        Assert.True(verdict.IsTrusted);
        Assert.Equal(checkpoint, verdict.Checkpoint);
    }

    [Fact]
    public async Task Verify_AnyBitFlipped_IsRefused()
    {
        var bytes = (await SignAsync(checkpoint, log)).ToBytes();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var altered = (byte[])bytes.Clone();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(CheckpointVerifier.Verify(altered, Origin, Keyring).IsTrusted, $"bit {bit}");
        }
    }

    [Fact]
    public async Task Verify_KeyNotInTheKeyring_IsIgnored()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var other = new EcdsaNoteSigner(Origin, stranger);

        Assert.True(CheckpointVerifier.Verify((await SignAsync(checkpoint, other, log)).ToBytes(), Origin, Keyring).IsTrusted);
        Assert.Equal([CheckpointFault.NotSigned], await FaultsAsync(checkpoint, Keyring, 0, other));
    }

    [Fact]
    public async Task Verify_OneBadSignatureOfAKnownKey_RejectsTheWholeNote()
    {
        var good = await SignAsync(checkpoint, log);
        var bad = await SignAsync(checkpoint with { Size = 151 }, witness);
        var note = good.With(bad.Signatures[0]);

        Assert.Equal([CheckpointFault.BadSignature], Codes(CheckpointVerifier.Verify(note.ToBytes(), Origin, Keyring)));
    }

    [Fact]
    public async Task Verify_ThreeRotations_EachKeyIsGoodInItsTimeAndRefusedOutside()
    {
        using var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var third = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        EcdsaNoteSigner[] signers = [log, new(Origin, second), new(Origin, third)];
        var keyring = new AuditKeyring([.. signers.Select((signer, i) => new TrustedKey(signer.Key, KeyRole.Log, i * 100, i == 2 ? null : (i * 100) + 99))]);

        foreach (var size in new[] { 0, 99, 100, 199, 200, 1_000_000 })
        {
            for (var i = 0; i < signers.Length; i++)
            {
                var faults = await FaultsAsync(checkpoint with { Size = size }, keyring, 0, signers[i]);
                Assert.Equal(Math.Min(size / 100, 2) == i ? [] : [CheckpointFault.KeyOutsideItsTime, CheckpointFault.NotSigned], faults);
            }
        }
    }

    [Fact]
    public async Task Verify_AnotherLogOrNoWitness_IsNamed()
    {
        Assert.Equal([CheckpointFault.WrongOrigin], await FaultsAsync(checkpoint with { Origin = "desk.test" }, Keyring, 0, log));
        Assert.Equal([CheckpointFault.NotWitnessed], await FaultsAsync(checkpoint, Keyring, 1, log));
        Assert.Equal([CheckpointFault.NotSigned], await FaultsAsync(checkpoint, Keyring, 0, witness));
        Assert.Equal([CheckpointFault.NotWitnessed], await FaultsAsync(checkpoint, Keyring, 2, log, witness, witness));
    }

    [Theory]
    [InlineData("")]
    [InlineData("desk.prod\n1\n")]
    [InlineData("desk.prod\n1\nAAAA\n\n— desk.prod AAAAAAAA\n")]
    [InlineData("desk.prod\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— desk.prod AAAAAAAA\n")]
    [InlineData("desk.prod\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— desk.prod AAAAAAAA\n")]
    [InlineData("desk.prod\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nmore\n\n— desk.prod AAAAAAAA\n")]
    [InlineData("desk.prod\r\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— desk.prod AAAAAAAA\n")]
    [InlineData("desk.prod\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— desk.prod AAAA\n")]
    [InlineData("desk.prod\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— desk.prod AAAAAAAA")]
    [InlineData("desk.prod\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n- desk.prod AAAAAAAA\n")]
    [InlineData("desk.prod\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— desk.prod AAAA AAAA\n")]
    public void Verify_NoCheckpoint_IsMalformed(string note) =>
        Assert.Equal([CheckpointFault.Malformed], Codes(CheckpointVerifier.Verify(System.Text.Encoding.UTF8.GetBytes(note), Origin, Keyring)));

    [Fact]
    public void Keyring_Text_ReadsBackAndNamesTheBadLine()
    {
        var keyring = new AuditKeyring([new(log.Key, KeyRole.Log, 0, 99), new(witness.Key, KeyRole.Witness, 100)]);

        Assert.Equal(keyring.Keys, AuditKeyring.Parse($"# keys of the desk\n\n{keyring}").Keys);
        var e = Assert.Throws<NoteFormatException>(() => AuditKeyring.Parse($"{keyring}log 0 - {log.Key.ToString().Replace("+", "+0", StringComparison.Ordinal)}\n"));
        Assert.Contains("Line 3", e.Message, StringComparison.Ordinal);
        Assert.Throws<NoteFormatException>(() => AuditKeyring.Parse("log from - key"));
    }

    [Fact]
    public void NoteKey_NotP256_IsRefused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        const int LastOfCurve = 22;
        var unknownCurve = log.Key.PublicKey.ToArray();
        unknownCurve[LastOfCurve] = 0x53;

        Assert.Throws<NoteFormatException>(() => new NoteKey("desk", other.ExportSubjectPublicKeyInfo()));
        Assert.Throws<NoteFormatException>(() => new NoteKey("desk", unknownCurve));
        Assert.Throws<NoteFormatException>(() => new NoteKey("desk", [1, 2, 3]));
        Assert.Throws<NoteFormatException>(() => new NoteKey("two words", log.Key.PublicKey));
    }

    public void Dispose()
    {
        logKey.Dispose();
        witnessKey.Dispose();
    }

    private static async Task<SignedNote> SignAsync(Checkpoint checkpoint, params EcdsaNoteSigner[] signers)
    {
        var signatures = await Task.WhenAll(signers.Select(signer => signer.SignAsync(checkpoint.Text, TestContext.Current.CancellationToken)));
        return new SignedNote(checkpoint.Text, signatures);
    }

    private static async Task<IEnumerable<CheckpointFault>> FaultsAsync(
        Checkpoint checkpoint, AuditKeyring keyring, int witnesses, params EcdsaNoteSigner[] signers) =>
        Codes(CheckpointVerifier.Verify((await SignAsync(checkpoint, signers)).ToBytes(), Origin, keyring, witnesses));

    private static IEnumerable<CheckpointFault> Codes(CheckpointVerdict verdict) => verdict.Faults.Select(fault => fault.Code);
}
