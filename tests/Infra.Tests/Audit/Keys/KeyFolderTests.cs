using System.Security.Cryptography;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit.Keys;

namespace Serverless.Infra.Tests.Audit.Keys;

public sealed class KeyFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-keys-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private KeyFolder Keys => new(Path.Combine(folder.FullName, "keys"), TimeProvider.System);

    [Fact]
    public async Task OpenInForce_NewFolder_MakesAKeyForItsOwnerAloneAndKeepsIt()
    {
        var (first, _) = await Keys.OpenInForceAsync(KeyRole.Log, "desk", Cancellation);
        var (second, keyring) = await Keys.OpenInForceAsync(KeyRole.Log, "desk", Cancellation);

        Assert.Equal(first.Key, second.Key);
        Assert.Equal([new TrustedKey(first.Key, KeyRole.Log)], keyring.Keys);
        var signature = await second.SignAsync("text\n", Cancellation);
        Assert.True(first.Key.Verifies("text\n", signature));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PrivateKey("log")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(PrivateKey("log"))!));
        }
    }

    [Fact]
    public async Task OpenInForce_LogAndWitness_AreDifferentKeysInOneList()
    {
        var (log, _) = await Keys.OpenInForceAsync(KeyRole.Log, "desk", Cancellation);
        var (witness, keyring) = await Keys.OpenInForceAsync(KeyRole.Witness, "desk.witness", Cancellation);

        Assert.NotEqual(log.Key.Id, witness.Key.Id);
        Assert.Equal([KeyRole.Log, KeyRole.Witness], keyring.Keys.Select(key => key.Role));
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task OpenInForce_OthersMayReadOrWriteTheKey_IsRefused(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        var (signer, _) = await Keys.OpenInForceAsync(KeyRole.Log, "desk", Cancellation);
#pragma warning disable CA1416 // skipped above
        File.SetUnixFileMode(PrivateKey("log"), File.GetUnixFileMode(PrivateKey("log")) | mode);
#pragma warning restore CA1416

        var refusal = await Assert.ThrowsAsync<NoteKeyException>(() => Keys.OpenInForceAsync(KeyRole.Log, "desk", Cancellation));
        Assert.Contains("chmod 600", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NoteKeyException>(() => signer.SignAsync("text\n", Cancellation));
    }

    [Fact]
    public async Task OpenInForce_KeyReplacedByAnother_IsRefused()
    {
        var (signer, _) = await Keys.OpenInForceAsync(KeyRole.Log, "desk", Cancellation);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(PrivateKey("log"), other.ExportPkcs8PrivateKeyPem(), Cancellation);

        var refusal = await Assert.ThrowsAsync<NoteKeyException>(() => Keys.OpenInForceAsync(KeyRole.Log, "desk", Cancellation));
        Assert.Contains("is not the key that signed so far", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NoteKeyException>(() => signer.SignAsync("text\n", Cancellation));
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("nothing", "no private key")]
    public async Task OpenInForce_KeyMissingOrDamaged_SaysWhatToDo(string? content, string expected)
    {
        await Keys.OpenInForceAsync(KeyRole.Log, "desk", Cancellation);
        if (content is null)
            File.Delete(PrivateKey("log"));
        else
            await File.WriteAllTextAsync(PrivateKey("log"), content, Cancellation);

        var refusal = await Assert.ThrowsAsync<NoteKeyException>(() => Keys.OpenInForceAsync(KeyRole.Log, "desk", Cancellation));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadKeyring_Damaged_NamesTheLine()
    {
        await Keys.OpenInForceAsync(KeyRole.Log, "desk", Cancellation);
        await File.AppendAllTextAsync(Path.Combine(folder.FullName, "keys", KeyFolder.KeyringFile), "log 0 -\n", Cancellation);

        var refusal = await Assert.ThrowsAsync<NoteKeyException>(() => Keys.ReadKeyringAsync(Cancellation));
        Assert.Contains("Line 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_InterruptedBeforeTheListNamesTheKey_TakesTheSameKeyAgain()
    {
        var first = await Keys.CreateAsync(KeyRole.Log, "desk", Cancellation);

        Assert.Equal(first, await Keys.CreateAsync(KeyRole.Log, "desk", Cancellation));
        var (signer, _) = await Keys.OpenInForceAsync(KeyRole.Log, "desk", Cancellation);
        Assert.Equal(first, signer.Key);
        Assert.NotEqual(first, await Keys.CreateAsync(KeyRole.Log, "desk", Cancellation));
    }

    [Fact]
    public async Task Lock_HeldByAnother_IsWaitedFor()
    {
        var held = await Keys.LockAsync(Cancellation);
        var waiting = Keys.LockAsync(Cancellation);
        Assert.False(waiting.IsCompleted);
        await held.DisposeAsync();
        await (await waiting).DisposeAsync();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string PrivateKey(string role) => Directory.GetFiles(Path.Combine(folder.FullName, "keys"), $"{role}-*.pem").Single();
}
