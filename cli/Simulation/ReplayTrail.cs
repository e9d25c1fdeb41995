using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Infra.LocalStorage;

namespace Serverless.Cli.Simulation;

/// <summary>The audit trail of a replay, read entry by entry: most of it is counted and hashed, what its report needs is kept.</summary>
/// <param name="Kept">Entries about deployments, alerts and regimes, in order.</param>
/// <param name="Actions">All entries by what was done.</param>
/// <param name="DataHash">Data of the last cycle; null without one.</param>
/// <param name="CodeVersion">Version of the code that acted last; null for an empty trail.</param>
/// <param name="Decisions">SHA-256 over the hashes of all entries, without their places, in the order of their ids: equal for two replays that decided the same, in whatever order work of one moment
/// was done.</param>
/// <param name="Audit">What reading and hashing every entry again found.</param>
internal sealed record ReplayTrail(
    IReadOnlyList<AuditEvent> Kept, ImmutableSortedDictionary<string, int> Actions, string? DataHash, string? CodeVersion, string Decisions, AuditVerification Audit)
{
    private static readonly string[] KeptActions = ["deployment.", "alert.", "regime."];

    public static async Task<ReplayTrail> ReadAsync(LocalStorageAccount storage, CancellationToken cancellation)
    {
        var store = new BlobAuditEntryStore(storage.Blobs.GetBlobContainerClient(BlobAuditEntryStore.ContainerName));
        var (kept, hashes, actions) = (new List<AuditEvent>(), new SortedDictionary<string, byte[]>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        string? data = null, code = null;
        await foreach (var stored in store.ReadAllAsync(cancellation))
        {
            var entry = AuditEntryCodec.Decode(stored.Bytes.Span);
            var happened = entry.Event;
            hashes.Add(happened.EventId, SHA256.HashData(AuditEntryCodec.Encode(entry with { Index = 0, PrevHash = AuditHash.None })));
            actions[happened.Action] = actions.GetValueOrDefault(happened.Action) + 1;
            (data, code) = (happened.Action == "data.manifest" ? happened.DataHash : data, happened.CodeVersion);
            if (KeptActions.Any(prefix => happened.Action.StartsWith(prefix, StringComparison.Ordinal)))
                kept.Add(happened);
        }

        return new ReplayTrail(
            kept,
            actions.ToImmutableSortedDictionary(StringComparer.Ordinal),
            data,
            code,
            DecisionsOf(hashes),
            await AuditVerifier.VerifyAsync(store.ReadAllAsync(cancellation), BlobAuditLog.DefaultOrigin, cancellationToken: cancellation));
    }

    private static string DecisionsOf(SortedDictionary<string, byte[]> hashes)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (id, hash) in hashes)
        {
            all.AppendData(Encoding.UTF8.GetBytes(id));
            all.AppendData(hash);
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }
}
