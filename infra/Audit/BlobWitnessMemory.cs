using Azure.Storage.Blobs;
using Serverless.Core.Audit.Notes;

namespace Serverless.Infra.Audit;

/// <summary>One block blob per cosigned checkpoint, <c>0000000000000042.note</c> by its number, created with <c>If-None-Match: *</c>.</summary>
/// <param name="container">Best in an account to which nobody who runs the log has access.</param>
public sealed class BlobWitnessMemory(BlobContainerClient container) : IWitnessMemory
{
    /// <summary>Name of the container, which holds what one witness has seen of one log.</summary>
    public const string ContainerName = "audit-witness";

    private readonly NoteBlobs blobs = new(container, "a cosigned checkpoint");

    /// <inheritdoc/>
    public async Task<WitnessedNote?> LatestAsync(CancellationToken cancellationToken) =>
        await blobs.NewestAsync(cancellationToken) is var (number, note) ? new WitnessedNote(number, note) : null;

    /// <inheritdoc/>
    public Task<bool> TryAppendAsync(WitnessedNote note, CancellationToken cancellationToken) => blobs.TryCreateAsync(note.Number, note.Note, cancellationToken);
}
