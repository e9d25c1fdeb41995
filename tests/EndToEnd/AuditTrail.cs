using System.Text.Json;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;

namespace Serverless.EndToEnd;

/// <summary>Reads a platform's audit trail from its blobs.</summary>
internal static class AuditTrail
{
    public const string Origin = "serverless.local";

    public static async Task<IReadOnlyList<AuditEntry>> ReadAsync(string connectionString)
    {
        var entries = new List<AuditEntry>();
        await foreach (var stored in Store(connectionString).ReadAllAsync(CancellationToken.None))
            entries.Add(AuditEntryCodec.Decode(stored.Bytes.Span));
        return entries;
    }

    /// <summary>Reads again and again until an entry is <paramref name="wanted"/>.</summary>
    public static async Task<AuditEntry> WaitForAsync(string connectionString, Func<AuditEntry, bool> wanted)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (true)
        {
            if ((await ReadAsync(connectionString)).FirstOrDefault(wanted) is { } found)
                return found;
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    public static Task<AuditVerification> VerifyAsync(string connectionString) =>
        AuditVerifier.VerifyAsync(Store(connectionString).ReadAllAsync(CancellationToken.None), Origin);

    private static BlobAuditEntryStore Store(string connectionString) =>
        new(new BlobServiceClient(connectionString).GetBlobContainerClient(BlobAuditEntryStore.ContainerName));

    /// <summary>Waits until a checkpoint covers so many entries.</summary>
    public static async Task WaitForSealAsync(HttpClient compliance, long size)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (JsonDocument.Parse(await compliance.GetStringAsync("api/v1/audit", deadline.Token)).RootElement.GetProperty("size").GetInt64() < size)
            await tick.WaitForNextTickAsync(deadline.Token);
    }
}
