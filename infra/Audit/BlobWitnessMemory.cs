using Azure.Storage.Blobs;
using Serverless.Core.Audit.Notes;

namespace Serverless.Infra.Audit;

/// <summary>One block blob per cosigned checkpoint, <c>0000000000000042.note</c> by its number, created with <c>If-None-Match: *</c>.</summary>
/// <param name="container">Best in an account to which nobody who runs the log has access.</param>
public sealed class BlobWitnessMemory(BlobContainerClient container) : IWitnessMemory
{
    /// <summary>Name of the container, which holds what one witness has seen of one log.</summary>
    public const string ContainerName = "audit-witness";

    private readonly CreateOnlyBlobs blobs = new(container, "a cosigned checkpoint", ".note", "text/plain; charset=utf-8");

    /// <inheritdoc/>
    public async Task<WitnessedNote?> LatestAsync(CancellationToken cancellationToken)
    {
        long? latest = null;
        await foreach (var page in blobs.ListAsync(0, cancellationToken))
            latest = page.Count > 0 ? page[^1] : latest;
        return latest is { } number && await blobs.ReadAsync(number, cancellationToken) is { } note ? new WitnessedNote(number, note) : null;
    }

    /// <inheritdoc/>
    public Task<bool> TryAppendAsync(WitnessedNote note, CancellationToken cancellationToken) => blobs.TryCreateAsync(note.Number, note.Note, cancellationToken);
}
