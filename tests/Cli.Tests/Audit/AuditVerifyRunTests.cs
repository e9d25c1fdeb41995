using Azure.Storage.Blobs;
using Serverless.Cli.Audit;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Audit;

/// <summary>One log in one container, so the cases run in one test, in order.</summary>
public sealed class AuditVerifyRunTests(AzuriteFixture azurite)
{
    private const string Origin = "tests";

    [Fact]
    public async Task Run_NoTrail_ThenIntact_ThenTampered_EndsWithTheCodeForEach()
    {
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        var missing = await Assert.ThrowsAsync<CommandException>(() => RunAsync(Origin));
        Assert.Contains("no audit trail", missing.Message, StringComparison.Ordinal);

        var tables = new Azure.Data.Tables.TableServiceClient(azurite.ConnectionString);
        await StateStorage.CreateAsync(tables, blobs, CancellationToken.None);
        var container = blobs.GetBlobContainerClient(BlobAuditEntryStore.ContainerName);
        using var log = new AuditLog(
            new BlobAuditEntryStore(container), new TableAuditIndex(tables.GetTableClient(TableAuditIndex.TableName), Origin), Origin);
        await log.AppendManyAsync([.. Enumerable.Range(0, 5).Select(Event)]);
        Assert.Equal(ExitCode.Success, await RunAsync(Origin));
        Assert.Equal(ExitCode.VerificationFailed, await RunAsync("another-log"));

        var third = container.GetBlobClient("0000000000000002.json");
        var bytes = (await third.DownloadContentAsync()).Value.Content.ToString();
        await third.UploadAsync(BinaryData.FromString(bytes.Replace("step 2", "step 9", StringComparison.Ordinal)), overwrite: true);
        Assert.Equal(ExitCode.VerificationFailed, await RunAsync(Origin));
    }

    [Fact]
    public async Task Run_NothingListens_SaysUnreachable()
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => AuditVerifyRun.RunAsync(
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:1/a;", Origin, json: true, CancellationToken.None));

        Assert.Equal(ExitCode.Unreachable, error.ExitCode);
    }

    private Task<int> RunAsync(string origin) => AuditVerifyRun.RunAsync(azurite.ConnectionString, origin, json: true, CancellationToken.None);

    private static AuditEvent Event(int step) => new()
    {
        EventId = $"event-{step}",
        OccurredAt = DateTimeOffset.UnixEpoch,
        Actor = new AuditActor("tests"),
        Action = "test.step",
        Subject = "subject",
        Reason = $"step {step}",
        CodeVersion = "1",
        CorrelationId = "tests",
    };
}
