using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit;

namespace Serverless.Cli.Audit;

/// <summary>Verifies the trail of one storage account.</summary>
internal static class AuditVerifyRun
{
    public static async Task<TrailVerification> RunAsync(BlobTrail trail, string origin, AuditKeyring? keyring, int witnesses, CancellationToken cancellation, bool packed = false)
    {
        var exists = await trail.ExistsAsync(cancellation);
        if (!exists.HasEntries)
            throw new CommandException("This storage account has no audit trail.");
        var verdict = await new TrailVerifier(
            packed ? trail.Packs.ReadAllAsync : trail.Entries.ReadAllAsync,
            exists.HasCheckpoints ? trail.Checkpoints : null,
            exists.HasWitness ? trail.Witness : null,
            origin,
            keyring).VerifyAsync(cancellation);
        return witnesses > 0 && verdict.Witnessed is null
            ? verdict with { Findings = [.. verdict.Findings, new AuditFinding("witness", nameof(CheckpointFault.NotWitnessed), "No witness has signed a checkpoint.")] }
            : verdict;
    }
}
