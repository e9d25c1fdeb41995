using System.CommandLine;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Cli.Audit;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Infra.Development;
using Serverless.Infra.Keys;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Keys;

public sealed class ContentKeysCommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-content-");
    private AzuriteServer azurite = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private KeyEncryptionFolder Wrapping => new(folder.FullName);

    public async ValueTask InitializeAsync() =>
        azurite = await AzuriteServer.StartAsync(new AzuriteOptions(Path.Combine(RepositoryPaths.Root, "infra", "azurite")), Cancellation);

    public async ValueTask DisposeAsync()
    {
        await azurite.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task RotateAndRenew_OldContentOpensWithTheNewKeyAlone()
    {
        using var before = Open();
        var stored = await before.SealTextAsync("record", "fast=13", Cancellation);
        Assert.Equal(ExitCode.Success, await RunAsync("rotate", "--reason", "yearly"));
        var old = folder.GetFiles("*.key").Single();

        Assert.Equal(ExitCode.Success, await RunAsync("renew", "--reason", "yearly"));
        old.Delete();

        Assert.Equal(ExitCode.Success, await RunAsync("list"));
        using var after = Open();
        Assert.Equal("fast=13", await after.OpenTextAsync("record", stored, Cancellation));
        Assert.NotEqual(stored, await after.SealTextAsync("record", "fast=13", Cancellation));
    }

    // Who made or wrapped a key, and why, before it is done; each time once.
    [Fact]
    public async Task RotateAndRenew_AccountHoldsTheTrail_AreRecorded()
    {
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        var trail = new BlobTrail(blobs);
        await trail.CreateAsync(Cancellation);
        await new TableServiceClient(azurite.ConnectionString).CreateTableIfNotExistsAsync(TableAuditIndex.TableName, Cancellation);

        foreach (var (action, reason) in new[] { ("rotate", "first"), ("renew", "second"), ("rotate", "third"), ("renew", "fourth") })
            Assert.Equal(ExitCode.Success, await RunAsync(action, "--reason", reason));

        var entries = new List<AuditEvent>();
        await foreach (var stored in trail.Entries.ReadAllAsync(Cancellation))
            entries.Add(AuditEntryCodec.Decode(stored.Bytes.Span).Event);
        Assert.Equal(
            ["content-key.rotated first", "content-key.rewrapped second", "content-key.rotated third", "content-key.rewrapped fourth"],
            entries.Select(entry => $"{entry.Action} {entry.Reason}"));
        Assert.All(entries, entry => Assert.Equal(Environment.UserName, entry.Actor.Id));
        Assert.Equal(3, entries.Select(entry => entry.Subject).Distinct().Count());
    }

    [Fact]
    public async Task List_WithoutKeysOrWithOthers_SaysWhatToGive()
    {
        var missing = await Assert.ThrowsAsync<CommandException>(() => InvokeAsync("list", "--storage", azurite.ConnectionString));
        Assert.Contains("--content-keys", missing.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, missing.ExitCode);
        var nowhere = await Assert.ThrowsAsync<CommandException>(() => InvokeAsync("list", "--storage", azurite.ConnectionString, "--content-keys", "/nowhere"));
        Assert.Contains("'/nowhere' is neither", nowhere.Message, StringComparison.Ordinal);

        using var sealing = Open();
        await sealing.SealTextAsync("record", "fast=13", Cancellation);
        foreach (var file in folder.GetFiles())
            file.Delete();
        var lost = await Assert.ThrowsAsync<CommandException>(() => RunAsync("list"));
        Assert.Contains("Put the key's file back", lost.Message, StringComparison.Ordinal);
    }

    private static Task<int> InvokeAsync(params string[] arguments) => new RootCommand { KeysCommand.Create() }
        .Parse(["keys", "content", .. arguments]).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, Cancellation);

    private Task<int> RunAsync(string action, params string[] more) =>
        InvokeAsync([action, "--storage", azurite.ConnectionString, "--content-keys", folder.FullName, .. more]);

    private ContentProtection Open() =>
        new(new DataKeyStore(new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(DataKeyStore.ContainerName), Wrapping, TimeProvider.System));
}
