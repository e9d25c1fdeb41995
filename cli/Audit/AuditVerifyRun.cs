using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit;

namespace Serverless.Cli.Audit;

/// <summary>Verifies the trail of one storage account.</summary>
internal static class AuditVerifyRun
{
    /// <param name="trail">The trail.</param>
    /// <param name="origin">Its log.</param>
    /// <param name="keyring">The trusted keys; null leaves signatures unexamined.</param>
    /// <param name="witnesses">How many witnesses must have signed: none, or one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="packed">Whether entries come from their packs where these are as they were.</param>
    /// <param name="seen">Is told each entry that can be read; to be used only when the verdict is good.</param>
    public static async Task<TrailVerification> RunAsync(
        BlobTrail trail, string origin, AuditKeyring? keyring, int witnesses, CancellationToken cancellation, bool packed = false, Action<AuditEntry>? seen = null)
    {
        var exists = await trail.ExistsAsync(cancellation);
        if (!exists.HasEntries)
            throw new CommandException("This storage account has no audit trail.");
        Func<CancellationToken, IAsyncEnumerable<StoredAuditEntry>> read = packed ? trail.Packs.ReadAllAsync : trail.Entries.ReadAllAsync;
        var verdict = await new TrailVerifier(
            seen is null ? read : stop => read(stop).Select(stored => Tell(stored, seen)),
            exists.HasCheckpoints ? trail.Checkpoints : null,
            exists.HasWitness ? trail.Witness : null,
            origin,
            keyring).VerifyAsync(cancellation);
        return witnesses > 0 && verdict.Witnessed is null
            ? verdict with { Findings = [.. verdict.Findings, new AuditFinding("witness", nameof(CheckpointFault.NotWitnessed), "No witness has signed a checkpoint.")] }
            : verdict;
    }

    private static StoredAuditEntry Tell(StoredAuditEntry stored, Action<AuditEntry> seen)
    {
        try
        {
            seen(AuditEntryCodec.Decode(stored.Bytes.Span));
        }
        catch (AuditFormatException)
        {
            // The verdict names it.
        }

        return stored;
    }
}
