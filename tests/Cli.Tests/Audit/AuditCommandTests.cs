using System.CommandLine;
using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Cli.Audit;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Keys;
using Serverless.Infra.Development;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Audit;

/// <summary>The commands as they are typed, against a log in storage, and offline.</summary>
public sealed class AuditCommandTests : IAsyncLifetime
{
    private static readonly InvocationConfiguration Thrown = new() { EnableDefaultExceptionHandler = false };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-audit-");
    private AzuriteServer azurite = null!;
    private AuditLog log = null!;
    private TrailSealer sealer = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string KeyFolderPath => Path.Combine(folder.FullName, "keys");

    private string Keys => Path.Combine(KeyFolderPath, KeyFolder.KeyringFile);

    public async ValueTask InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync(new AzuriteOptions(Path.Combine(RepositoryPaths.Root, "infra", "azurite")), Cancellation);
        var (blobs, tables) = (new BlobServiceClient(azurite.ConnectionString), new TableServiceClient(azurite.ConnectionString));
        await StateStorage.CreateAsync(tables, blobs, Cancellation);
        log = BlobAuditLog.Open(blobs, tables);
        var keys = new KeyFolder(KeyFolderPath, TimeProvider.System);
        sealer = new TrailSealer(new BlobTrail(blobs), keys, keys, BlobAuditLog.DefaultOrigin);
        await log.AppendManyAsync([.. Enumerable.Range(0, 5).Select(Event)], Cancellation);
        await sealer.SealAsync(Cancellation);
        await log.AppendManyAsync([.. Enumerable.Range(5, 4).Select(Event)], Cancellation);
        await sealer.SealAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        log.Dispose();
        await azurite.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Verify_Trail_IntactThenTampered_EndsWithTheCodeForEach()
    {
        Assert.Equal(ExitCode.Success, await OnlineAsync("verify"));
        Assert.Equal(ExitCode.Success, await OnlineAsync("verify", "--keys", Keys, "--witnesses", "1"));
        Assert.Equal(ExitCode.VerificationFailed, await OnlineAsync("verify", "--origin", "another-log"));

        var third = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(BlobAuditEntryStore.ContainerName).GetBlobClient("0000000000000002.json");
        var bytes = (await third.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        await third.UploadAsync(BinaryData.FromString(bytes.Replace("step 2", "step 9", StringComparison.Ordinal)), overwrite: true, Cancellation);
        Assert.Equal(ExitCode.VerificationFailed, await OnlineAsync("verify", "--json"));
    }

    [Fact]
    public async Task Verify_NoTrailOrNobodyListens_SaysSo()
    {
        await using var empty = await AzuriteServer.StartAsync(new AzuriteOptions(Path.Combine(RepositoryPaths.Root, "infra", "azurite")), Cancellation);
        var missing = await Assert.ThrowsAsync<CommandException>(() => RunAsync("verify", "--storage", empty.ConnectionString));
        Assert.Contains("no audit trail", missing.Message, StringComparison.Ordinal);
        var nobody = await Assert.ThrowsAsync<CommandException>(() => RunAsync("verify", "--blob-port", "1"));
        Assert.Equal(ExitCode.Unreachable, nobody.ExitCode);
    }

    // A blob port leads to no tables: what needs them does not take one, rather than fail at the first.
    [Fact]
    public void Commands_ThatNeedTables_TakeNoBlobPort()
    {
        foreach (var command in new[] { "rebuild", "freeze --next 2027 --reason x" })
            Assert.Contains(AuditCommand.Create().Parse($"{command} --blob-port 1").Errors, error => error.Message.Contains("--blob-port", StringComparison.Ordinal));
        Assert.Contains(KeysCommand.Create().Parse("rotate --reason x --blob-port 1").Errors, error => error.Message.Contains("--blob-port", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("decision.zip")]
    [InlineData("decision")]
    public async Task Prove_ByEventId_VerifiesWithoutNetworkAndIsExplained(string name)
    {
        var bundle = Path.Combine(folder.FullName, name);
        Assert.Equal(ExitCode.Success, await OnlineAsync("prove", "event-7", "--out", bundle, "--since", "5"));

        Assert.Equal(ExitCode.Success, await RunAsync("verify", bundle, "--keys", Keys, "--witnesses", "1"));
        Assert.Equal(ExitCode.Success, await RunAsync("explain", bundle, "--keys", Keys));
        Assert.Equal(ExitCode.VerificationFailed, await RunAsync("verify", bundle, "--keys", Keys, "--witnesses", "2"));
        Assert.Equal(ExitCode.VerificationFailed, await RunAsync("verify", bundle, "--keys", Keys, "--origin", "another-log"));
        Assert.Equal(ExitCode.Usage, (await Assert.ThrowsAsync<CommandException>(() => RunAsync("verify", bundle))).ExitCode);
        Assert.Equal(ExitCode.Usage, (await Assert.ThrowsAsync<CommandException>(() => OnlineAsync("prove", "event-7", "--out", bundle))).ExitCode);
        await WithoutNetworkAsync(bundle);
    }

    [Fact]
    public async Task Prove_UnknownOrUnsigned_SaysSo()
    {
        await log.AppendAsync(Event(9), Cancellation);
        var unknown = await Assert.ThrowsAsync<CommandException>(() => OnlineAsync("prove", "event-99", "--out", Path.Combine(folder.FullName, "x")));
        var unsigned = await Assert.ThrowsAsync<CommandException>(() => OnlineAsync("prove", "event-9", "--out", Path.Combine(folder.FullName, "x")));

        Assert.Contains("no event 'event-99'", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("not signed yet", unsigned.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, await OnlineAsync("explain", "9"));
    }

    [Fact]
    public async Task List_BySubjectActionAndActor_IsWhatAScanOfTheLogFindsAndNothingOfATamperedLog()
    {
        await log.AppendManyAsync([Event(30) with { Subject = "strategy-1", Actor = new AuditActor("mallory") }, Event(31) with { Subject = "strategy-1", Action = "deployment.paused" }], Cancellation);
        async Task<IEnumerable<string>> FoundAsync(params string[] filter)
        {
            var (code, output) = await PrintedAsync(["list", .. filter]);
            Assert.Equal(ExitCode.Success, code);
            return output.Split('\n').Where(line => line.StartsWith("Entry ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);
        }

        Assert.Equal(["9", "10"], await FoundAsync("--subject", "strategy-1", "--keys", Keys));
        Assert.Equal(["10"], await FoundAsync("--action", "deployment."));
        Assert.Equal(["9"], await FoundAsync("--subject", "strategy-1", "--actor", "mallory"));
        Assert.Empty(await FoundAsync("--subject", "strategy"));

        await new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(BlobAuditEntryStore.ContainerName).GetBlobClient("0000000000000009.json").DeleteAsync(cancellationToken: Cancellation);
        Assert.Equal(ExitCode.VerificationFailed, (await PrintedAsync(["list", "--subject", "strategy-1"])).Code);
    }

    [Fact]
    public async Task Export_ThenRestoreElsewhere_IsIntactAndTamperingIsRefused()
    {
        var (bundle, csv) = (Path.Combine(folder.FullName, "all"), Path.Combine(folder.FullName, "all.csv"));
        Assert.Equal(ExitCode.Success, await OnlineAsync("export", "--out", bundle, "--csv", csv));
        Assert.Equal(10, (await File.ReadAllLinesAsync(csv, Cancellation)).Length);
        Assert.Equal(ExitCode.Success, await RunAsync("verify", bundle, "--keys", Keys));

        await using var empty = await AzuriteServer.StartAsync(new AzuriteOptions(Path.Combine(RepositoryPaths.Root, "infra", "azurite")), Cancellation);
        var archive = Path.Combine(folder.FullName, "all.zip");
        Assert.Equal(ExitCode.Success, await OnlineAsync("export", "--out", archive));
        Assert.Equal(ExitCode.Success, await RunAsync("restore", archive, "--keys", Keys, "--storage", empty.ConnectionString));

        var entries = Path.Combine(bundle, "entries.jsonl");
        await File.WriteAllTextAsync(entries, (await File.ReadAllTextAsync(entries, Cancellation)).Replace("step 3", "step 8", StringComparison.Ordinal), Cancellation);
        Assert.Equal(ExitCode.VerificationFailed, await RunAsync("restore", bundle, "--keys", Keys, "--storage", empty.ConnectionString));
    }

    [Fact]
    public async Task Freeze_ThenTheNextShard_BothAreIntactAndOnlyTheNextGrows()
    {
        foreach (var _ in new[] { "once", "again, as after an interruption" })
            Assert.Equal(ExitCode.Success, await OnlineAsync("freeze", "--next", "2027", "--reason", "The year ends.", "--key-folder", KeyFolderPath));
        var (blobs, tables) = (new BlobServiceClient(azurite.ConnectionString), new TableServiceClient(azurite.ConnectionString));
        await Assert.ThrowsAsync<AuditLogFrozenException>(() => log.AppendAsync(Event(20), Cancellation));
        using var next = BlobAuditLog.Open(blobs, tables, shard: "2027");
        Assert.Equal(1, (await next.AppendAsync(Event(20), Cancellation)).Index);
        var keys = new KeyFolder(Path.Combine(folder.FullName, "keys-2027"), TimeProvider.System);
        await new TrailSealer(new BlobTrail(blobs, shard: "2027"), keys, witnessKeys: null, next.Origin).SealAsync(Cancellation);
        var (bundle, nextKeys) = (Path.Combine(folder.FullName, "first"), Path.Combine(folder.FullName, "keys-2027", KeyFolder.KeyringFile));

        Assert.Equal(ExitCode.Success, await OnlineAsync("verify", "--keys", Keys));
        Assert.Equal(ExitCode.Success, await OnlineAsync("verify", "--keys", nextKeys, "--shard", "2027"));
        Assert.Equal(ExitCode.Success, await OnlineAsync("prove", "log.continued", "--out", bundle, "--shard", "2027"));
        Assert.Equal(ExitCode.Success, await RunAsync("verify", bundle, "--keys", nextKeys, "--origin", BlobAuditLog.DefaultOrigin, "--shard", "2027"));
        Assert.Contains("\"size\":\"10\"", await File.ReadAllTextAsync(Path.Combine(bundle, "entries.jsonl"), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consistency_OfTwoSavedCheckpoints_OnlineAndOffline()
    {
        var (older, newer, proof) = (await SaveAsync(5), await SaveAsync(9), Path.Combine(folder.FullName, "consistency.proof"));

        Assert.Equal(ExitCode.Success, await OnlineAsync("consistency", older, newer, "--keys", Keys, "--out", proof));
        Assert.Equal(ExitCode.Success, await RunAsync("consistency", older, newer, "--proof", proof, "--keys", Keys));
        var swapped = await Assert.ThrowsAsync<CommandException>(() => RunAsync("consistency", newer, older, "--proof", proof, "--keys", Keys));
        await File.AppendAllTextAsync(proof, Convert.ToBase64String(new byte[32]) + "\n", Cancellation);
        var wrong = await Assert.ThrowsAsync<CommandException>(() => RunAsync("consistency", older, newer, "--proof", proof, "--keys", Keys));

        Assert.Equal((ExitCode.VerificationFailed, ExitCode.VerificationFailed), (swapped.ExitCode, wrong.ExitCode));
        Assert.Contains("NotConsistent", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_Rotate_OldBundlesStayTrustedAndNewOnesNeedTheNewList()
    {
        var (before, after, oldKeys) = (Path.Combine(folder.FullName, "before"), Path.Combine(folder.FullName, "after"), Path.Combine(folder.FullName, "old.txt"));
        await OnlineAsync("prove", "3", "--out", before);
        File.Copy(Keys, oldKeys);

        Assert.Equal(ExitCode.Success, await KeysAsync("rotate", "--key-folder", KeyFolderPath, "--reason", "yearly", "--storage", azurite.ConnectionString));
        Assert.Equal(ExitCode.Success, await KeysAsync("list", "--key-folder", KeyFolderPath));
        await log.AppendAsync(Event(20), Cancellation);
        await sealer.SealAsync(Cancellation);
        await OnlineAsync("prove", "event-20", "--out", after);

        Assert.Equal(ExitCode.Success, await OnlineAsync("verify", "--keys", Keys));
        Assert.Equal(ExitCode.Success, await RunAsync("verify", before, "--keys", Keys));
        Assert.Equal(ExitCode.Success, await RunAsync("verify", after, "--keys", Keys));
        Assert.Equal(ExitCode.VerificationFailed, await RunAsync("verify", after, "--keys", oldKeys));
    }

    [Fact]
    public async Task Keys_RevokeARetiredKey_WhatItSignedBeyondIsNotTrustedAndTheTrailIs()
    {
        var (before, after, all) = (Path.Combine(folder.FullName, "before"), Path.Combine(folder.FullName, "after"), Path.Combine(folder.FullName, "all"));
        await OnlineAsync("prove", "7", "--out", before);
        var old = (await File.ReadAllLinesAsync(Keys, Cancellation)).First(line => line.StartsWith("log", StringComparison.Ordinal)).Split('+')[1];
        string[] revocation = ["revoke", old, "--after", "5", "--reason", "lost laptop", "--key-folder", KeyFolderPath, "--storage", azurite.ConnectionString];
        var inForce = await Assert.ThrowsAsync<CommandException>(() => KeysAsync(revocation));
        Assert.Contains("--revoke-after 5", inForce.Message, StringComparison.Ordinal);
        await KeysAsync("rotate", "--reason", "yearly", "--key-folder", KeyFolderPath, "--storage", azurite.ConnectionString);
        Assert.Equal(ExitCode.Success, await RunAsync("verify", before, "--keys", Keys));

        Assert.Equal(ExitCode.Success, await KeysAsync(revocation));

        Assert.Equal(ExitCode.VerificationFailed, await RunAsync("verify", before, "--keys", Keys));
        Assert.Equal(ExitCode.Success, await OnlineAsync("verify", "--keys", Keys));
        // The witness has not seen the log since; what proves a decision now is what the new key signed.
        Assert.Equal(ExitCode.VerificationFailed, await OnlineAsync("verify", "--keys", Keys, "--witnesses", "1"));
        await OnlineAsync("prove", "7", "--out", after);
        Assert.Equal(ExitCode.Success, await RunAsync("verify", after, "--keys", Keys));
        await sealer.SealAsync(Cancellation);
        Assert.Equal(ExitCode.Success, await OnlineAsync("verify", "--keys", Keys, "--witnesses", "1"));
        await OnlineAsync("export", "--out", all, "--keys", Keys);
        Assert.Equal(ExitCode.Success, await RunAsync("verify", all, "--keys", Keys, "--witnesses", "1"));
    }

    // In a network namespace of its own a process reaches nobody, not even this machine.
    private async Task WithoutNetworkAsync(string bundle)
    {
        using var process = Process.Start(new ProcessStartInfo("unshare", ["-rn", "dotnet", typeof(ExitCode).Assembly.Location, "audit", "verify", bundle, "--keys", Keys])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        Assert.SkipWhen(process is null, "unshare is not installed.");
        var errors = await process!.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.SkipWhen(errors.Contains("unshare", StringComparison.Ordinal), "This machine makes no network namespaces.");
        Assert.True(process.ExitCode == ExitCode.Success, errors);
    }

    // The command as a process, for what it prints.
    private async Task<(int Code, string Output)> PrintedAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ExitCode).Assembly.Location, "audit", .. arguments, "--storage", azurite.ConnectionString]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, output);
    }

    private async Task<string> SaveAsync(long size)
    {
        var path = Path.Combine(folder.FullName, $"{size}.note");
        var note = await new BlobTrail(new BlobServiceClient(azurite.ConnectionString)).Checkpoints.ReadAsync(size, Cancellation);
        await File.WriteAllBytesAsync(path, note!.Value.ToArray(), Cancellation);
        return path;
    }

    private Task<int> OnlineAsync(params string[] arguments) => RunAsync([.. arguments, "--storage", azurite.ConnectionString]);

    private static Task<int> RunAsync(params string[] arguments) => AuditCommand.Create().Parse(arguments).InvokeAsync(Thrown, Cancellation);

    private static Task<int> KeysAsync(params string[] arguments) => KeysCommand.Create().Parse(arguments).InvokeAsync(Thrown, Cancellation);

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
