using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;
using Serverless.Core.Audit.Tiles;

namespace Serverless.Infra.Audit.Bundles;

/// <summary>Puts a log back from a bundle that holds all of it. The bundle must have been verified before.</summary>
public static class TrailRestore
{
    private const int ParallelWrites = 16;

    /// <summary>Creates entries, tiles and checkpoints; the index of events follows with the next append. Repeating it completes an interrupted one.</summary>
    /// <param name="bundle">The bundle, with the entries from the first on.</param>
    /// <param name="trail">An account without a log, or with the beginning of this one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">The bundle does not hold all entries of its checkpoint.</exception>
    /// <exception cref="InvalidOperationException">The account has another log, or a longer one.</exception>
    /// <exception cref="AuditStoreException">Storage failed; restoring again is safe.</exception>
    public static async Task RunAsync(IBundle bundle, BlobTrail trail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(trail);
        var note = Read(bundle, BundleFile.Checkpoint);
        var checkpoint = Checkpoint.Parse(SignedNote.Parse(note).Text);
        if (await trail.Entries.ReadAsync(checkpoint.Size, cancellationToken) is not null)
            throw new InvalidOperationException($"The account has more than the {checkpoint.Size} entries of the bundle. Restore into an account of its own, and compare.");
        var leaves = new MemoryStream();
        await Parallel.ForEachAsync(
            Entries(bundle, leaves),
            new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancellationToken },
            async (entry, cancellation) => await CreateAsync(trail, entry, cancellation));

        var tree = await TileWriter.GrowAsync(trail.Tiles, new TiledTree(trail.Tiles, 0), leaves.ToArray(), cancellationToken);
        if (tree.Size != checkpoint.Size || !(await tree.RootAsync(cancellationToken)).AsSpan().SequenceEqual(checkpoint.Root.Span))
            throw new InvalidDataException($"The bundle holds {tree.Size} entries, which are not those {checkpoint.Size} that its checkpoint covers.");
        foreach (var name in bundle.Names.Where(name => name.EndsWith(".note", StringComparison.Ordinal)))
        {
            var (bytes, size) = (Read(bundle, name), Checkpoint.Parse(SignedNote.Parse(Read(bundle, name)).Text).Size);
            await trail.Checkpoints.TryCreateAsync(size, bytes, cancellationToken);
        }
    }

    private static IEnumerable<StoredAuditEntry> Entries(IBundle bundle, MemoryStream leaves)
    {
        using var file = bundle.Open(BundleFile.Entries);
        var index = 0L;
        foreach (var line in LineReader.Read(file, AuditEntryCodec.MaxLength))
        {
            leaves.Write(Convert.FromHexString(AuditHash.OfEntry(line.Span)));
            yield return new StoredAuditEntry(index++, line.ToArray());
        }
    }

    private static async Task CreateAsync(BlobTrail trail, StoredAuditEntry entry, CancellationToken cancellationToken)
    {
        if (await trail.Entries.TryCreateAsync(entry.Index, entry.Bytes, cancellationToken))
            return;
        if (await trail.Entries.ReadAsync(entry.Index, cancellationToken) is not { } present || !present.Span.SequenceEqual(entry.Bytes.Span))
            throw new InvalidOperationException($"The account has another entry {entry.Index}. Restore into an account of its own.");
    }

    private static byte[] Read(IBundle bundle, string name)
    {
        using var file = bundle.Open(name);
        var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
