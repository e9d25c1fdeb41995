using System.Security.Cryptography;
using Serverless.Infra.Keys;
using Serverless.Infra.Keys.Vault;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Keys.Vault;

/// <summary>Data keys on real storage, wrapped by a vault.</summary>
public sealed class VaultWrappingKeyTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private const string Name = "content";
    private readonly FakeVault vault = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private VaultWrappingKey Wrapping => new(vault.Keys, Name);

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Rewrap_AfterARotationInTheVault_IsByTheNewVersion_AndTheOldOneMayGo()
    {
        vault.AddKey(Name, RSA.Create(2048));
        var store = new DataKeyStore(await azurite.CreateContainerAsync(), Wrapping, TimeProvider.System);
        using var before = new ContentProtection(store);
        var stored = await before.SealTextAsync("record", "fast=13", Cancellation);
        vault.AddKey(Name, RSA.Create(2048));

        Assert.Equal(1, await store.RewrapAsync(Cancellation));
        Assert.Equal(0, await store.RewrapAsync(Cancellation));
        vault.Disable(Name, 0);

        using var after = new ContentProtection(store);
        Assert.Equal("fast=13", await after.OpenTextAsync("record", stored, Cancellation));
    }

    [Fact]
    public async Task Read_VersionThatWrappedIsDisabled_SaysSo()
    {
        vault.AddKey(Name, RSA.Create(2048));
        var store = new DataKeyStore(await azurite.CreateContainerAsync(), Wrapping, TimeProvider.System);
        await store.ReadAsync(Cancellation);
        vault.Disable(Name, 0);

        var failure = await Assert.ThrowsAsync<ContentKeyException>(() => store.ReadAsync(Cancellation));

        Assert.Contains("disabled", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrap_Denied_NamesVaultKeyAndRole()
    {
        vault.AddKey(Name, RSA.Create(2048));
        vault.Faults.Enqueue(("/wrapkey", FakeVault.Error(403, "Forbidden", "ForbiddenByRbac")));

        var failure = await Assert.ThrowsAsync<ContentKeyException>(() => Wrapping.WrapAsync(new byte[32], Cancellation));

        Assert.Contains($"Key Vault {FakeVault.Address} did not wrap with key 'content' (403", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"'{VaultKeys.UserRole}'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:0123456789abcdef", "of another place")]
    [InlineData("https://other.vault.azure.net/keys/content/1", "which the settings name")]
    public async Task Unwrap_KeyOfAnotherPlace_IsNotSentThere(string by, string message)
    {
        var failure = await Assert.ThrowsAsync<ContentKeyException>(() => Wrapping.UnwrapAsync(new WrappedKey(by, new byte[256]), Cancellation));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Empty(vault.Requests);
    }

    [Theory]
    [InlineData("https://a.vault.azure.net/keys/content", true)]
    [InlineData("https://a.vault.azure.net/keys/content/", false)]
    [InlineData("https://a.vault.azure.net/keys/content/0123", false)]
    [InlineData("https://a.vault.azure.net/secrets/content", false)]
    [InlineData("http://a.vault.azure.net/keys/content", false)]
    public void IsKeyAddress_Text_IsAsItsParts(string address, bool isOne) => Assert.Equal(isOne, VaultKeys.IsKeyAddress(new Uri(address)));
}
