using System.Security.Cryptography;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;
using Serverless.Core.Tests.Audit.Bundles;
using Serverless.Core.Tests.Audit.Notes;
using Serverless.Core.Tests.Audit.Tiles;

namespace Serverless.Core.Tests.Audit;

/// <summary>A log in memory with everything that belongs to it: entries, tiles, checkpoints, a witness, and their keys.</summary>
internal sealed class SignedLog : IDisposable
{
    private readonly List<ECDsa> keys = [];
    private readonly string origin;

    public SignedLog(string origin = AuditSamples.Origin)
    {
        this.origin = origin;
        LogKey = NewKey(origin);
        WitnessKey = NewKey("witness");
        Keyring = new AuditKeyring([new(LogKey.Key, KeyRole.Log), new(WitnessKey.Key, KeyRole.Witness)]);
    }

    public InMemoryAuditStorage Storage { get; init; } = new();

    public InMemoryTiles Tiles { get; init; } = new();

    public InMemoryWitness Memory { get; init; } = new();

    public EcdsaNoteSigner LogKey { get; set; }

    public EcdsaNoteSigner WitnessKey { get; }

    public AuditKeyring Keyring { get; set; }

    public CheckpointWitness Witness => new(Memory, WitnessKey, Keyring, origin);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public EcdsaNoteSigner NewKey(string name)
    {
        keys.Add(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        return new EcdsaNoteSigner(name, keys[^1]);
    }

    public AuditLog Open() => new(Storage, Storage, origin);

    public CheckpointSigner Signer(IReadOnlyList<INoteSigner> signers, AuditKeyring keyring) => new(Storage, Tiles, Tiles, signers, keyring, origin);

    /// <summary>Appends until there are <paramref name="size"/> entries, and publishes a checkpoint.</summary>
    public async Task<SignedNote> GrowToAsync(int size, bool witnessed = true)
    {
        await AppendToAsync(size);
        return (await new CheckpointPublisher(Signer([LogKey], Keyring), Tiles, witnessed ? Witness : null).PublishAsync(Cancellation))!;
    }

    public async Task AppendToAsync(int size)
    {
        using var log = Open();
        await log.AppendManyAsync([.. Enumerable.Range(Storage.Entries.Count, size - Storage.Entries.Count).Select(AuditSamples.Event)], Cancellation);
    }

    public Task<TrailVerification> VerifyAsync(bool witnessed = true) =>
        new TrailVerifier(Storage.ReadAllAsync, Tiles, witnessed ? Memory : null, origin, Keyring).VerifyAsync(Cancellation);

    public async Task<MemoryBundle> BundleAsync(SignedNote note, long first, long count, IReadOnlyList<long>? older = null, IAuditContent? content = null, bool explained = true)
    {
        var bundle = new MemoryBundle();
        await new BundleWriter(Storage, Tiles, Tiles, content, Storage).WriteAsync(bundle, note, new BundleRequest(first, count, older ?? [], explained), Cancellation);
        return bundle;
    }

    /// <summary>Another log that has this one's keys and everything that it has stored so far.</summary>
    public SignedLog Fork()
    {
        var fork = new SignedLog(origin) { Storage = new(), LogKey = LogKey, Keyring = Keyring };
        foreach (var (index, bytes) in Storage.Entries)
            fork.Storage.Entries[index] = [.. bytes];
        foreach (var (id, index) in Storage.Rows)
            fork.Storage.Rows[id] = index;
        fork.Storage.Coverage = Storage.Coverage;
        foreach (var (name, tile) in Tiles.Tiles)
            fork.Tiles.Tiles[name] = [.. tile];
        foreach (var (size, note) in Tiles.Notes)
            fork.Tiles.Notes[size] = [.. note];
        return fork;
    }

    public void Dispose() => keys.ForEach(key => key.Dispose());
}
