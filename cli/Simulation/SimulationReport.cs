using System.Security.Cryptography;
using Azure.Data.Tables;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Infra.LocalStorage;
using Serverless.Infra.State;

namespace Serverless.Cli.Simulation;

/// <summary>What the platform did in the time that was replayed.</summary>
/// <param name="Cycles">Evaluation cycles that completed.</param>
/// <param name="FailedCycles">Cycles that did not, with their reasons.</param>
/// <param name="Deployments">Strategies that came up for promotion, as they stood at the end.</param>
/// <param name="Actions">Entries of the trail by what was done.</param>
/// <param name="Decisions">SHA-256 over all entries in the order of their ids: equal for two replays that decided the same, in whatever order work of one moment was done.</param>
/// <param name="Audit">What reading and hashing every entry of the trail again found.</param>
internal sealed record SimulationReport(
    int Cycles,
    IReadOnlyList<string> FailedCycles,
    IReadOnlyList<DeploymentRow> Deployments,
    IReadOnlyDictionary<string, int> Actions,
    string Decisions,
    AuditVerification Audit)
{
    /// <summary>Reads it from the storage that the replay left.</summary>
    public static async Task<SimulationReport> ReadAsync(LocalStorageAccount storage, CancellationToken cancellation)
    {
        var cycles = await CyclesAsync(new CycleTable(Table(CycleTable.TableName)), cancellation);
        var deployments = await new DeploymentTable(Table(DeploymentTable.TableName)).ListAsync(cancellation);
        var store = new BlobAuditEntryStore(storage.Blobs.GetBlobContainerClient(BlobAuditEntryStore.ContainerName));
        var entries = await store.ReadAllAsync(cancellation).Select(stored => AuditEntryCodec.Decode(stored.Bytes.Span)).ToListAsync(cancellation);
        return new SimulationReport(
            cycles.Count(cycle => cycle.Status == "Completed"),
            [.. cycles.Where(cycle => cycle.Status != "Completed").Select(cycle => $"{cycle.RequestedAt:yyyy-MM-dd}: {cycle.Message ?? cycle.Status}")],
            deployments,
            entries.GroupBy(entry => entry.Event.Action).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count()),
            DecisionsOf(entries),
            await AuditVerifier.VerifyAsync(store.ReadAllAsync(cancellation), BlobAuditLog.DefaultOrigin, cancellationToken: cancellation));

        TableClient Table(string name) => storage.Tables.GetTableClient(name);
    }

    private static string DecisionsOf(IEnumerable<AuditEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in entries.OrderBy(entry => entry.Event.EventId, StringComparer.Ordinal))
            hash.AppendData(AuditEntryCodec.Encode(entry with { Index = 0, PrevHash = AuditHash.None }));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<List<CycleRow>> CyclesAsync(CycleTable table, CancellationToken cancellation)
    {
        var rows = new List<CycleRow>();
        string? next = null;
        do
        {
            var page = await table.ListAsync(1000, next, cancellation);
            rows.AddRange(page.Rows);
            next = page.ContinuationToken;
        }
        while (next is not null);
        rows.Reverse();
        return rows;
    }
}
