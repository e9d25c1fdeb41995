using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit.Bundles;
using Serverless.Infra.Keys;
using Serverless.Infra.State;

namespace Serverless.Cli.Audit;

/// <summary>Backs a trail up and restores it elsewhere.</summary>
internal sealed class AuditDrillRun(OpenTrail source, OpenTrail target, AuditKeyring keyring, TimeProvider time)
{
    private const int ParallelCopies = 16;

    public async Task<AuditDrillReport> RunAsync(string backup, CancellationToken cancellation)
    {
        await StateStorage.CreateAsync(target.Tables, target.Blobs, cancellation);
        await target.Trail.CreateAsync(cancellation);
        if (await target.Reader.ReadAsync(0, cancellation) is not null)
            throw new CommandException("The account to restore into has a trail already: give an empty one.", ExitCode.Usage);
        var begun = time.GetTimestamp();
        var covered = await BackUpAsync(backup, cancellation);
        var backedUp = time.GetTimestamp();

        await BundlePath.ReadAsync(backup, files => RestoreAsync(files, cancellation));
        // What was sealed comes with the keys that opened it, which are wrapped themselves.
        await CopyAsync(DataKeyStore.ContainerName, cancellation);
        var contents = await CopyAsync(RunStore.ContainerName, cancellation);
        var verdict = await AuditVerifyRun.RunAsync(target.Trail, target.Origin, keyring, witnesses: 0, cancellation);
        var rebuilt = verdict.IsIntact ? await AuditRebuildCommand.RebuildAsync(target, source.Protection, cancellation) : null;
        var restored = time.GetTimestamp();

        var (lost, window) = await LostAsync(covered.Size, cancellation);
        return new AuditDrillReport(
            covered, lost, window, time.GetElapsedTime(begun, backedUp), time.GetElapsedTime(backedUp, restored), verdict, contents, rebuilt?.Missing ?? []);
    }

    private async Task<Checkpoint> BackUpAsync(string backup, CancellationToken cancellation)
    {
        var note = await source.Reader.NewestAsync(size: 1, cancellation) ?? throw new CommandException("Nothing of this audit trail was signed yet.");
        await AuditExportCommand.WriteAsync(source, note, backup, keyring, cancellation);
        return Checkpoint.Parse(note.Text);
    }

    private async Task RestoreAsync(IBundle files, CancellationToken cancellation)
    {
        var verdict = BundleVerifier.Verify(files, keyring, source.Origin);
        if (verdict.Findings is [var finding, ..])
            throw new CommandException($"The backup is not to be trusted: {finding.Code} at {finding.Where}: {finding.Message}", ExitCode.VerificationFailed);
        await TrailRestore.RunAsync(files, target.Trail, cancellation);
    }

    private async Task<int> CopyAsync(string container, CancellationToken cancellation)
    {
        var (from, to) = (source.Blobs.GetBlobContainerClient(container), target.Blobs.GetBlobContainerClient(container));
        if (!await from.ExistsAsync(cancellation))
            return 0;
        await to.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var copied = 0;
        await Parallel.ForEachAsync(
            from.GetBlobsAsync(cancellationToken: cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = ParallelCopies, CancellationToken = cancellation },
            async (blob, stop) =>
            {
                var content = await from.GetBlobClient(blob.Name).DownloadContentAsync(stop);
                var headers = new BlobHttpHeaders { ContentType = blob.Properties.ContentType, ContentEncoding = blob.Properties.ContentEncoding };
                await to.GetBlobClient(blob.Name).UploadAsync(content.Value.Content, new BlobUploadOptions { HttpHeaders = headers }, stop);
                Interlocked.Increment(ref copied);
            });
        return copied;
    }

    private async Task<(long Lost, TimeSpan Window)> LostAsync(long covered, CancellationToken cancellation)
    {
        var last = await source.Trail.Entries.ReadRowAsync(covered - 1, cancellationToken: cancellation).Select(stored => AuditEntryCodec.Decode(stored.Bytes.Span)).ToListAsync(cancellation);
        return (last.Count - 1, last[^1].Event.OccurredAt - last[0].Event.OccurredAt);
    }
}
