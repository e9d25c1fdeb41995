using System.Globalization;
using System.Text;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Merkle;
using Serverless.Core.Audit.Notes;
using Serverless.Core.Tests.Audit.Bundles;

namespace Serverless.Core.Tests.Audit;

/// <summary>
/// Whatever bytes a verifier is handed, its parsers refuse them with the exception that they promise, or accept exactly what would be written
/// again. The variable sets the number of inputs of each parser.
/// </summary>
public sealed class AuditFuzzTests : IAsyncLifetime
{
    private const string InputsVariable = "AUDIT_FUZZ_INPUTS";
    private const int Limit = 10 * 60 * 1000;
    private readonly SignedLog log = new();
    private SignedNote note = null!;

    private static int Inputs => int.Parse(Environment.GetEnvironmentVariable(InputsVariable) ?? "20000", CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync() => note = await BundleAlterations.GrowAsync(log);

    public ValueTask DisposeAsync()
    {
        log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact(Timeout = Limit)]
    public Task Entry_AnyBytes_AreRefusedOrCanonical() => FuzzAsync<AuditFormatException>(
        log.Storage.Entries[5],
        bytes => AuditEntryCodec.Encode(AuditEntryCodec.Decode(bytes)),
        "{", "}", "[", "]", ",", "\"", "\\u0000", "\\ud800", "null", "-1", "1e9", "\"index\":9007199254740992", "\"details\":{", "\"schema\":\"", "\ufeff", "\0");

    [Fact(Timeout = Limit)]
    public Task Note_AnyBytes_AreRefusedOrWrittenTheSameAgain() => FuzzAsync<NoteFormatException>(
        note.ToBytes(), bytes => SignedNote.Parse(bytes).ToBytes(), "\n", "\n\n", "— ", " ", "=", "AAAA", "+", "\r\n", "\ufeff", "\0");

    [Fact(Timeout = Limit)]
    public Task Checkpoint_AnyText_IsRefusedOrWrittenTheSameAgain() => FuzzAsync<NoteFormatException>(
        Encoding.UTF8.GetBytes(note.Text),
        bytes => Encoding.UTF8.GetString(bytes) is var text && Checkpoint.Parse(text).Text == text ? bytes : [],
        "\n", "0", "-", "99999999999999999999", "=", "AAAA", " ", "serverless");

    [Fact(Timeout = Limit)]
    public Task Proof_AnyText_IsRefusedOrWrittenTheSameAgain() => FuzzAsync<FormatException>(
        Encoding.ASCII.GetBytes(ProofText.Format([new byte[MerkleHash.Size], MerkleHash.Empty, MerkleHash.Empty])),
        bytes => Encoding.ASCII.GetBytes(ProofText.Format(ProofText.Parse(bytes))),
        "\n", "=", "AAAA", " ", "\r\n");

    [Fact(Timeout = Limit)]
    public Task Keyring_AnyText_IsRefusedOrReadTheSameAgain() => FuzzAsync<NoteFormatException>(
        Inputs / 20,
        Encoding.UTF8.GetBytes(log.Keyring.ToString()),
        bytes => AuditKeyring.Parse(Encoding.UTF8.GetString(bytes)) is var read && AuditKeyring.Parse(read.ToString()).Keys.SequenceEqual(read.Keys) ? bytes : [],
        "log ", "witness ", " 0 ", " - ", "+", "#", "\n", "99999999999999999999", "-5");

    [Fact(Timeout = Limit)]
    public Task Lines_AnyBytes_AreRefusedOrJoinToTheSame() => FuzzAsync<InvalidDataException>(
        [.. log.Storage.Entries[5].Take(60), (byte)'\n', .. log.Storage.Entries[6].Take(60), (byte)'\n'],
        bytes => [.. LineReader.Read(new MemoryStream(bytes), maxLength: 64).SelectMany(line => line.ToArray().Append((byte)'\n'))],
        "\n", "\n\n", "\r", "\0");

    [Fact(Timeout = Limit)]
    public Task MerkleProof_AnyShape_IsAnsweredAndOnlyTheHonestOneHolds() => Task.Run(() =>
    {
        var tree = new MerkleTree();
        for (var i = 0; i < 13; i++)
            tree.Append(MerkleHash.Leaf([(byte)i]));
        var random = new Random(11);
        for (var round = 0; round < Inputs; round++)
        {
            var (index, size) = (random.NextInt64(-2, 15), random.NextInt64(-2, 15));
            var proof = Enumerable.Range(0, random.Next(7)).Select(_ => random.Next(9) == 0 ? new byte[random.Next(40)] : tree.LeafAt(random.Next(13))).ToArray();
            Assert.False(MerkleProof.VerifyInclusion(MerkleHash.Leaf([200]), index, size, tree.RootAt(13), proof));
            Assert.False(MerkleProof.VerifyConsistency(index, size == index ? size + 1 : size, new byte[MerkleHash.Size], tree.RootAt(13), proof));
        }
    });

    /// <summary>A bundle costs some signatures, as keys of a keyring cost, so there are fewer of them.</summary>
    [Fact(Timeout = Limit)]
    public async Task Bundle_AnyFileAltered_IsRefusedAndNothingThrows()
    {
        var intact = await BundleAlterations.DecisionAsync(log, note);
        var mutations = new ByteMutations(17, "\n", "{", "}", "AAAA", "=", "0", "— ");
        var random = new Random(18);
        await Task.Run(() =>
        {
            for (var round = 0; round < Inputs / 100; round++)
            {
                var bundle = intact.Copy();
                var name = bundle.Names.ElementAt(random.Next(bundle.Names.Count));
                bundle.Files[name] = mutations.Next(bundle.Files[name]);
                var isSame = bundle.Files[name].AsSpan().SequenceEqual(intact.Files[name]);
                Assert.Equal(isSame, BundleVerifier.Verify(bundle, log.Keyring, AuditSamples.Origin, witnesses: 1).IsTrusted);
            }
        });
    }

    private static Task FuzzAsync<TRefusal>(byte[] seed, Func<byte[], byte[]> again, params string[] tokens)
        where TRefusal : Exception => FuzzAsync<TRefusal>(Inputs, seed, again, tokens);

    private static Task FuzzAsync<TRefusal>(int inputs, byte[] seed, Func<byte[], byte[]> again, params string[] tokens)
        where TRefusal : Exception
        => Task.Run(() =>
        {
            Assert.Equal(seed, again(seed));
            var mutations = new ByteMutations(seed.Length, tokens);
            var accepted = 0;
            for (var round = 0; round < inputs; round++)
            {
                var input = mutations.Next(seed);
                try
                {
                    Assert.True(input.AsSpan().SequenceEqual(again(input)), Convert.ToBase64String(input));
                    accepted++;
                }
                catch (TRefusal)
                {
                    // As promised.
                }
            }

            Assert.InRange(accepted, 1, inputs - 1);
        });
}
