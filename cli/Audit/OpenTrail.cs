using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Cli.Storage;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Bundles;
using Serverless.Infra.Audit.Redactions;
using Serverless.Infra.Keys;

namespace Serverless.Cli.Audit;

/// <summary>The audit trail of a storage account that answered, or a shard of it.</summary>
internal sealed class OpenTrail(OpenStorage storage, string origin, string? shard) : IAsyncDisposable
{
    public string Origin { get; } = BlobTrail.OriginOf(origin, shard);

    public BlobTrail Trail { get; } = new(storage.Blobs, shard: shard);

    public BlobServiceClient Blobs => storage.Blobs;

    public TableServiceClient Tables => storage.Tables;

    public ContentProtection Protection => storage.Protection;

    /// <inheritdoc cref="OpenStorage.KeysUnder"/>
    public DataKeyStore KeysUnder(IKeyEncryptionKey key) => storage.KeysUnder(key);

    public TrailReader Reader => new(Trail, storage.Blobs, storage.Tables, Origin, storage.Protection);

    /// <summary>The same log in another account.</summary>
    public async Task<OpenTrail> OpenOtherAsync(string connectionString, CancellationToken cancellation) =>
        new(await OpenStorage.ConnectAsync(connectionString, cancellation), origin, shard);

    /// <summary>Another shard of it, in the same account; ends with this one.</summary>
    public OpenTrail OfShard(string next) => new(storage, origin, next);

    /// <summary>Looks for the content that entries name.</summary>
    public ContentCheck CheckContent() => new(new RunContent(storage.Blobs, storage.Protection), new ContentRemoval(storage.Blobs, TimeProvider.System));

    public AuditLog OpenLog() => BlobAuditLog.Open(storage.Blobs, storage.Tables, origin, shard);

    /// <summary>The index of an entry, which is given itself, or by the id of its event.</summary>
    public async Task<long> ResolveAsync(string entry, CancellationToken cancellation) =>
        IndexOf(entry) ?? await Reader.FindAsync(entry, cancellation)
            ?? throw new CommandException($"There is no event '{entry}' in log '{Origin}'. Give its id exactly, or the index of its entry.");

    public ValueTask DisposeAsync() => storage.DisposeAsync();

    private static long? IndexOf(string entry) =>
        long.TryParse(entry, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index) ? index : null;
}
