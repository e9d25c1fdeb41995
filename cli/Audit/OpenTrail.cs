using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Cli.Storage;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Bundles;
using Serverless.Infra.Keys;

namespace Serverless.Cli.Audit;

/// <summary>The audit trail of a storage account that answered.</summary>
internal sealed class OpenTrail(OpenStorage storage, string origin) : IAsyncDisposable
{
    public string Origin => origin;

    public BlobTrail Trail { get; } = new(storage.Blobs);

    public BlobServiceClient Blobs => storage.Blobs;

    public TableServiceClient Tables => storage.Tables;

    public ContentProtection Protection => storage.Protection;

    public TrailReader Reader => new(Trail, storage.Blobs, storage.Tables, origin, storage.Protection);

    public AuditLog OpenLog() => BlobAuditLog.Open(storage.Blobs, storage.Tables, origin);

    /// <summary>The index of an entry, which is given itself, or by the id of its event.</summary>
    public async Task<long> ResolveAsync(string entry, CancellationToken cancellation) =>
        IndexOf(entry) ?? await Reader.FindAsync(entry, cancellation)
            ?? throw new CommandException($"There is no event '{entry}' in log '{origin}'. Give its id exactly, or the index of its entry.");

    public ValueTask DisposeAsync() => storage.DisposeAsync();

    private static long? IndexOf(string entry) =>
        long.TryParse(entry, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index) ? index : null;
}
