using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Testing;
using static Serverless.Infra.Tests.Audit.AuditEvents;

namespace Serverless.Infra.Tests.Audit;

/// <summary>
/// Every request of an append, found by counting, fails in every way; then the process starts anew and appends again. Requests that come to be
/// made are covered without a change here.
/// </summary>
public sealed class AuditRequestFaultTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("429 before")]
    [InlineData("503 after")]
    [InlineData("timeout after")]
    [InlineData("reset before")]
    public async Task Append_AnyRequestFails_NextProcessCompletesTheLog(string fault)
    {
        var requests = await RunAsync(-1, fault);
        Assert.InRange(requests, 8, 40);
        for (var failing = 0; failing < requests; failing++)
            await RunAsync(failing, fault);
    }

    private async Task<int> RunAsync(int failing, string fault)
    {
        var (container, table) = (await azurite.CreateContainerAsync(), await azurite.CreateTableAsync());
        using (var earlier = Open(container, table))
            await earlier.AppendManyAsync(Events(0, 2), Cancellation);
        var faulty = new FaultyRequests(failing, fault);
        IReadOnlyList<AuditReceipt> acknowledged = [];
        using (var log = Open(azurite.Container(container.Name, faulty), azurite.Table(table.Name, faulty)))
        {
            try
            {
                acknowledged = await log.AppendManyAsync(Events(2, 3), Cancellation);
            }
            catch (AuditStoreException)
            {
                // What was committed is found by the next process.
            }
        }

        using var next = Open(container, table);
        var receipts = await next.AppendManyAsync(Events(0, 6), Cancellation);

        Assert.Equal(Enumerable.Range(0, 6).Select(i => (long)i), receipts.Select(receipt => receipt.Index));
        Assert.Equal(acknowledged.Select(receipt => (receipt.Index, receipt.Hash)), receipts.Skip(2).Take(acknowledged.Count).Select(receipt => (receipt.Index, receipt.Hash)));
        var verdict = await AuditVerifier.VerifyAsync(new BlobAuditEntryStore(container).ReadAllAsync(Cancellation), Origin, cancellationToken: Cancellation);
        Assert.Equal((6L, true), (verdict.Entries, verdict.IsIntact));
        return faulty.Count;
    }

    private static AuditLog Open(BlobContainerClient container, TableClient table) =>
        new(new BlobAuditEntryStore(container), new TableAuditIndex(table, Origin), Origin);
}
