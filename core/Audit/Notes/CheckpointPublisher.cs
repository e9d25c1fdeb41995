using Serverless.Core.Audit.Tiles;

namespace Serverless.Core.Audit.Notes;

/// <summary>Signs the present head of a log, and lets a witness cosign it.</summary>
/// <param name="signer">Signs.</param>
/// <param name="tiles">The tiles that the signer writes.</param>
/// <param name="witness">The witness; null for a log without.</param>
public sealed class CheckpointPublisher(CheckpointSigner signer, ITileStore tiles, CheckpointWitness? witness)
{
    /// <summary>See <see cref="CheckpointSigner.SignAsync"/> and <see cref="CheckpointWitness.CosignAsync"/>.</summary>
    /// <returns>The newest checkpoint, with the signature of the witness if there is one; null for an empty log.</returns>
    /// <exception cref="CheckpointForkException">What is stored contradicts a checkpoint that was signed.</exception>
    /// <exception cref="WitnessRefusalException">What is stored contradicts what the witness has seen; it stays signed by the log alone.</exception>
    /// <exception cref="AuditLogBrokenException">An entry must not be signed.</exception>
    /// <exception cref="AuditStoreException">Storage failed; publishing again is safe.</exception>
    public async Task<SignedNote?> PublishAsync(CancellationToken cancellationToken)
    {
        var note = await signer.SignAsync(cancellationToken);
        if (note is null || witness is null)
            return note;
        var checkpoint = Checkpoint.Parse(note.Text);
        var seen = await witness.LatestAsync(cancellationToken);
        var proof = seen is not null && seen.Size < checkpoint.Size
            ? await new TiledTree(tiles, checkpoint.Size).ProveConsistencyAsync(seen.Size, cancellationToken)
            : [];
        return await witness.CosignAsync(note.ToBytes(), proof, cancellationToken);
    }
}
