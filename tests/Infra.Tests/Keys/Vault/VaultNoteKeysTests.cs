using System.Security.Cryptography;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit;
using Serverless.Infra.Keys.Vault;
using Serverless.Infra.LocalStorage;
using Serverless.Infra.State;
using Serverless.Infra.Tests.Audit;
using Serverless.Testing;
using Serverless.Testing.Http;

namespace Serverless.Infra.Tests.Keys.Vault;

/// <summary>The trail on real storage, signed by a vault.</summary>
public sealed class VaultNoteKeysTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private const string Name = "audit-log";
    private readonly FakeVault vault = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Open_KeyOfTheDeployment_SignsAndVerifies()
    {
        vault.AddKey(Name, ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var keys = await KeysAsync();

        await using var held = await keys.LockAsync(Cancellation);
        var (signer, keyring) = await keys.OpenInForceAsync(KeyRole.Log, "log", Cancellation);
        var signature = await signer.SignAsync("text\n", Cancellation);

        Assert.True(signer.Key.Verifies("text\n", signature));
        Assert.False(signer.Key.Verifies("other\n", signature));
        Assert.Equal(signer.Key, Assert.Single(keyring.Keys).Key);
        Assert.DoesNotContain(vault.Requests, request => request.Path.EndsWith("/create", StringComparison.Ordinal));
        Assert.Equal(keyring.ToString(), (await keys.ReadKeyringAsync(Cancellation)).ToString());
    }

    // A rotation in the vault beside the trail, five versions over three pages: the keyring, not the newest version, says which key signs.
    [Fact]
    public async Task Rotate_FourTimes_EachVersionIsTrustedForItsTimeAndSigns()
    {
        var keys = await KeysAsync();
        List<string> ids = [];
        var (signer, keyring) = await keys.OpenInForceAsync(KeyRole.Log, "log", Cancellation);
        ids.Add(signer.Key.IdText);
        for (var i = 1; i < 5; i++)
        {
            var next = await keys.CreateAsync(KeyRole.Log, "log", Cancellation);
            keyring = new AuditKeyring([.. keyring.Keys.SkipLast(1), keyring.Keys[^1] with { UntilSize = 10 * i }, new TrustedKey(next, KeyRole.Log, 10 * i)]);
            await keys.WriteKeyringAsync(keyring, Cancellation);
            ids.Add(next.IdText);
        }

        Assert.Equal(5, ids.Distinct().Count());
        foreach (var trusted in (await keys.ReadKeyringAsync(Cancellation)).Keys)
        {
            var old = await keys.OpenAsync(KeyRole.Log, trusted.Key, Cancellation);
            Assert.True(trusted.Key.Verifies("a\n", await old.SignAsync("a\n", Cancellation)));
        }
    }

    [Fact]
    public async Task Create_InterruptedBefore_TakesTheVersionThatNobodyTrustsYet()
    {
        var keys = await KeysAsync();
        var first = await keys.CreateAsync(KeyRole.Log, "log", Cancellation);

        Assert.Equal(first, await keys.CreateAsync(KeyRole.Log, "log", Cancellation));
        Assert.Single(vault.Requests, request => request.Path.EndsWith("/create", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Seal_AndRotate_ByTheVault_LeavesATrailThatVerifies()
    {
        var folder = Directory.CreateTempSubdirectory("serverless-vault-");
        using (var account = LocalStorageAccount.Open(Path.Combine(folder.FullName, "storage.db"), TimeProvider.System))
        {
            var trail = new BlobTrail(account.Blobs);
            await StateStorage.CreateAsync(account.Tables, account.Blobs, Cancellation);
            using var log = BlobAuditLog.Open(account.Blobs, account.Tables, AuditEvents.Origin);
            var sealer = new TrailSealer(trail, await KeysAsync(), null, AuditEvents.Origin);
            await log.AppendManyAsync(AuditEvents.Events(0, 5), Cancellation);
            await sealer.SealAsync(Cancellation);
            var keyring = await sealer.RotateAsync(log, AuditEvents.Event("rotation"), isLost: false, revokedAfter: null, Cancellation);
            await log.AppendManyAsync(AuditEvents.Events(5, 5), Cancellation);
            await sealer.SealAsync(Cancellation);

            Assert.Equal(2, keyring.Keys.Count);
            var verdict = await new TrailVerifier(trail.Entries.ReadAllAsync, trail.Checkpoints, trail.Witness, AuditEvents.Origin, await sealer.ReadKeyringAsync(Cancellation)).VerifyAsync(Cancellation);
            Assert.True(verdict.IsIntact, string.Join("; ", verdict.Findings));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Sign_RevokedVersion_SaysHowToGoOn()
    {
        var keys = await KeysAsync();
        var (signer, _) = await keys.OpenInForceAsync(KeyRole.Log, "log", Cancellation);
        vault.Disable(Name, 0);

        var signing = await Assert.ThrowsAsync<NoteKeyException>(() => signer.SignAsync("a\n", Cancellation));
        var opening = await Assert.ThrowsAsync<NoteKeyException>(() => keys.OpenAsync(KeyRole.Log, signer.Key, Cancellation));

        Assert.Contains("disabled", signing.Message, StringComparison.Ordinal);
        Assert.Contains("keys rotate --revoke-after", opening.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_KeyThatTheVaultDoesNotHave_IsRefused()
    {
        var keys = await KeysAsync();
        await keys.OpenInForceAsync(KeyRole.Log, "log", Cancellation);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var failure = await Assert.ThrowsAsync<NoteKeyException>(() => keys.OpenAsync(KeyRole.Log, new NoteKey("log", other.ExportSubjectPublicKeyInfo()), Cancellation));

        Assert.Contains("keys rotate --lost", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign", VaultKeys.UserRole)]
    [InlineData("/versions", VaultKeys.UserRole)]
    public async Task Call_Denied_NamesVaultKeyAndRole(string path, string role)
    {
        var keys = await KeysAsync();
        var (signer, _) = await keys.OpenInForceAsync(KeyRole.Log, "log", Cancellation);
        vault.Faults.Enqueue((path, FakeVault.Error(403, "Forbidden", "ForbiddenByRbac")));

        var failure = await Assert.ThrowsAsync<NoteKeyException>(async () => await (await keys.OpenAsync(KeyRole.Log, signer.Key, Cancellation)).SignAsync("a\n", Cancellation));

        Assert.Contains(FakeVault.Address.ToString(), failure.Message, StringComparison.Ordinal);
        Assert.Contains(Name, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"'{role}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_DeniedToTheApp_SaysWhoDoesIt()
    {
        var keys = await KeysAsync();
        vault.Faults.Enqueue(("/secrets/", FakeVault.Error(404, "SecretNotFound")));
        vault.Faults.Enqueue(("/secrets/", FakeVault.Error(404, "SecretNotFound")));
        vault.Faults.Enqueue(("/secrets/", FakeVault.Error(403, "Forbidden")));

        var failure = await Assert.ThrowsAsync<NoteKeyException>(() => keys.OpenInForceAsync(KeyRole.Log, "log", Cancellation));

        Assert.Contains("'keys create'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'Key Vault Secrets Officer'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_Throttled_IsTriedAgainAndThenTold()
    {
        var keys = await KeysAsync();
        var (signer, _) = await keys.OpenInForceAsync(KeyRole.Log, "log", Cancellation);
        vault.Faults.Enqueue(("/sign", FakeVault.Error(429, "Throttled")));
        vault.Faults.Enqueue(("/sign", FakeVault.Error(503, "ServiceUnavailable")));

        Assert.True(signer.Key.Verifies("a\n", await signer.SignAsync("a\n", Cancellation)));

        for (var i = 0; i < 4; i++)
            vault.Faults.Enqueue(("/sign", FakeVault.Error(429, "Throttled")));
        var failure = await Assert.ThrowsAsync<NoteKeyException>(() => signer.SignAsync("a\n", Cancellation));
        Assert.Contains("(429 Throttled)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lock_HeldByAnother_IsWaitedForAndThenRefused()
    {
        var time = new ManualTimeProvider();
        var blob = (await azurite.CreateContainerAsync()).GetBlobClient("gate");
        var held = await new BlobGate(blob, time).EnterAsync(Cancellation);

        var waiting = new BlobGate(blob, new SkippingTimeProvider(time, TimeSpan.FromMinutes(5))).EnterAsync(Cancellation);

        Assert.Contains("end it", (await Assert.ThrowsAsync<NoteKeyException>(() => waiting)).Message, StringComparison.Ordinal);
        await held.DisposeAsync();
        await (await new BlobGate(blob, time).EnterAsync(Cancellation)).DisposeAsync();
    }

    // No status, hence no RequestFailedException after several attempts: whoever watches the trail must be told all the same, not thrown at.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_NobodyAnswersOrNoTokenToAskWith_SaysThatItCannotBeReached(bool hasToken)
    {
        using var http = new HttpClient(new Nobody());
        var (transport, credential) = (new HttpClientTransport(http), new Credential(hasToken));
        var keys = new VaultNoteKeys(
            new VaultKeys(FakeVault.Address, credential, new VaultOptions { Transport = transport, Retry = { Delay = TimeSpan.FromMilliseconds(1) } }),
            new SecretClient(FakeVault.Address, credential, new SecretClientOptions { Transport = transport, Retry = { Delay = TimeSpan.FromMilliseconds(1) } }),
            Name,
            gate: null);
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new NoteKey("log", pair.ExportSubjectPublicKeyInfo());

        foreach (var call in new Func<Task>[] { () => keys.ReadKeyringAsync(Cancellation), () => keys.OpenAsync(KeyRole.Log, key, Cancellation), () => keys.WriteKeyringAsync(new AuditKeyring([]), Cancellation) })
            Assert.Contains("cannot be reached", (await Assert.ThrowsAsync<NoteKeyException>(call)).Message, StringComparison.Ordinal);
    }

    private sealed class Nobody : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new HttpRequestException("Connection refused");
    }

    private sealed class Credential(bool hasToken) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            hasToken ? new AccessToken("fixed", DateTimeOffset.MaxValue) : throw new AuthenticationFailedException("The identity has no endpoint here.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private async Task<VaultNoteKeys> KeysAsync() => new(
        vault.Keys, vault.Secrets, Name, new BlobGate((await azurite.CreateContainerAsync()).GetBlobClient("gate"), TimeProvider.System));
}
