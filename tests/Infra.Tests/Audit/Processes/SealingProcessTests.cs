using System.Text;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Merkle;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Keys;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Audit.Processes;

/// <summary>A process that is killed between any two writes of signing, witnessing and packing: the next one ends it, with the same root.</summary>
public sealed class SealingProcessTests(AzuriteFixture azurite) : IDisposable
{
    // A full tile with one above it and one at the edge, and a full pack.
    private const int Entries = EntryPacks.Size + 20;
    private const int Written = 8;
    private const int ParallelWrites = 32;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-sealing-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Seal_KilledAfterAnyOfItsWrites_EndsWithTheSameRootNextTime()
    {
        var (log, root) = Log();
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        var keys = new KeyFolder(folder.FullName, TimeProvider.System);
        var kills = 0;
        for (var survived = false; !survived; kills += survived ? 0 : 1)
        {
            var shard = $"sealing-{kills}";
            var trail = new BlobTrail(blobs, shard: shard);
            await trail.CreateAsync(Cancellation);
            await Parallel.ForAsync(0, Entries, new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = Cancellation }, async (index, stop) =>
                Assert.True(await trail.Entries.TryCreateAsync(index, log[index], stop)));
            using var process = await AuditProcess.StartSealingAsync(azurite.ConnectionString, folder.FullName, shard, kills + 1, Cancellation);
            survived = (await process.RunAsync(Cancellation, mayDie: true)).Contains("signed");

            var sealer = new TrailSealer(trail, keys, keys, BlobAuditLog.DefaultOrigin);
            for (var again = 0; again < 2; again++)
                await sealer.SealAsync(Cancellation);

            var verdict = await new TrailVerifier(trail.Entries.ReadAllAsync, trail.Checkpoints, trail.Witness, BlobAuditLog.DefaultOrigin, await sealer.ReadKeyringAsync(Cancellation)).VerifyAsync(Cancellation);
            Assert.True(verdict.IsIntact, string.Join("; ", verdict.Findings));
            Assert.Equal((Entries, 1, Entries), (verdict.Entries.Entries, verdict.Checkpoints, verdict.Witnessed!.Size));
            Assert.Equal(root, verdict.Newest!.Root.ToArray());
            Assert.Equal(0, (await trail.Witness.LatestAsync(Cancellation))!.Value.Number);
            var packed = await trail.Packs.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
            Assert.Equal(log.Select(Encoding.UTF8.GetString), packed.Select(stored => Encoding.UTF8.GetString(stored.Bytes.Span)));
        }

        Assert.Equal(Written, kills);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static (IReadOnlyList<byte[]> Entries, byte[] Root) Log()
    {
        var (entries, tree, head) = (new List<byte[]>(), new MerkleTree(), AuditHash.None);
        for (var index = 0; index < Entries; index++)
        {
            var bytes = AuditEntryCodec.Encode(new AuditEntry(AuditEntryCodec.Schema, BlobAuditLog.DefaultOrigin, index, head, AuditEvents.Event($"sealing/{index}")));
            entries.Add(bytes);
            head = AuditHash.OfEntry(bytes);
            tree.Append(Convert.FromHexString(head));
        }

        return (entries, tree.RootAt(Entries));
    }
}
