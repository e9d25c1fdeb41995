using Serverless.Core.Audit.Merkle;
using Serverless.Core.Audit.Tiles;

namespace Serverless.Core.Audit.Notes;

/// <summary>
/// Signs how far a log has come. Entries are read back from the store and hashed again before anything is signed, and what is signed always
/// contains what was signed before: the tree grows from the tiles of the last checkpoint, which must lead to its root. Any number of signers
/// with the same key may work on a log; of each size there is one checkpoint.
/// </summary>
/// <param name="entries">The entries.</param>
/// <param name="tiles">The tiles, as of the last checkpoint or newer.</param>
/// <param name="checkpoints">The checkpoints.</param>
/// <param name="signers">Sign; several while one key follows another.</param>
/// <param name="keyring">Keys that have signed the log; those of the signers must be among them.</param>
/// <param name="origin">The log.</param>
public sealed class CheckpointSigner(
    IAuditEntryStore entries, ITileStore tiles, ICheckpointStore checkpoints, IReadOnlyList<INoteSigner> signers, AuditKeyring keyring, string origin)
{
    /// <summary>Signs the present head; nothing new leaves the last checkpoint as it is.</summary>
    /// <returns>The newest signed note; null for an empty log.</returns>
    /// <exception cref="CheckpointForkException">What is stored contradicts a checkpoint that was signed.</exception>
    /// <exception cref="AuditLogBrokenException">An entry must not be signed.</exception>
    /// <exception cref="AuditStoreException">Storage failed; signing again is safe.</exception>
    public async Task<SignedNote?> SignAsync(CancellationToken cancellationToken)
    {
        var (last, tree) = await OpenAsync(cancellationToken);
        var leaves = await ReadNewAsync(tree, cancellationToken);
        if (leaves.Length == 0)
            return last;
        var grown = await TileWriter.GrowAsync(tiles, tree, leaves, cancellationToken);
        var checkpoint = new Checkpoint(origin, grown.Size, await grown.RootAsync(cancellationToken));
        var note = new SignedNote(checkpoint.Text, await Task.WhenAll(signers.Select(signer => signer.SignAsync(checkpoint.Text, cancellationToken))));
        if (await checkpoints.TryCreateAsync(checkpoint.Size, note.ToBytes(), cancellationToken))
            return note;
        var (other, stored) = await ReadAsync(checkpoint.Size, cancellationToken);
        return stored.Equals(checkpoint)
            ? other
            : throw new CheckpointForkException($"The checkpoint of size {checkpoint.Size} was signed with the root {Text(stored)}, but the entries have {Text(checkpoint)}.");
    }

    private static string Text(Checkpoint checkpoint) => Convert.ToBase64String(checkpoint.Root.Span);

    private async Task<(SignedNote? Note, TiledTree Tree)> OpenAsync(CancellationToken cancellationToken)
    {
        if (await checkpoints.LatestAsync(cancellationToken) is not { } size)
            return (null, new TiledTree(tiles, 0));
        var (note, checkpoint) = await ReadAsync(size, cancellationToken);
        var tree = new TiledTree(tiles, size);
        var root = await tree.RootAsync(cancellationToken);
        return root.AsSpan().SequenceEqual(checkpoint.Root.Span)
            ? (note, tree)
            : throw new CheckpointForkException($"The tiles of size {size} lead to the root {Convert.ToBase64String(root)}, but {Text(checkpoint)} was signed.");
    }

    private async Task<(SignedNote Note, Checkpoint Checkpoint)> ReadAsync(long size, CancellationToken cancellationToken)
    {
        var bytes = await checkpoints.ReadAsync(size, cancellationToken)
            ?? throw new AuditStoreException($"The checkpoint of size {size} is listed and cannot be read.");
        var verdict = CheckpointVerifier.Verify(bytes.Span, origin, keyring);
        return verdict.IsTrusted && verdict.Checkpoint!.Size == size
            ? (SignedNote.Parse(bytes.Span), verdict.Checkpoint)
            : throw new CheckpointForkException($"What is stored as checkpoint of size {size} is not one: {string.Join(" ", verdict.Faults.Select(fault => fault.Message))}");
    }

    private async Task<byte[]> ReadNewAsync(TiledTree tree, CancellationToken cancellationToken)
    {
        var (next, prevHash) = (tree.Size, AuditHash.None);
        if (next > 0)
            prevHash = Convert.ToHexStringLower(await tree.NodeAsync(new MerkleNode(0, next - 1), cancellationToken));
        var leaves = new MemoryStream();
        await foreach (var stored in entries.ReadRowAsync(next, cancellationToken: cancellationToken))
        {
            var link = AuditLink.Examine(stored, origin, prevHash);
            if (link.Faults.Count > 0)
                throw new AuditLogBrokenException(link.Faults[0]);
            leaves.Write(Convert.FromHexString(link.Hash));
            (next, prevHash) = (next + 1, link.Hash);
        }

        return leaves.ToArray();
    }
}
