using System.Text;
using Azure.Storage.Blobs;
using Serverless.Infra.Keys;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Keys;

/// <summary>Data keys on real storage, wrapped by keys in a folder.</summary>
public sealed class ContentProtectionTests(AzuriteFixture azurite) : IDisposable
{
    private const string Secret = "fast=13 slow=37.25";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-keys-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private KeyEncryptionFolder Wrapping => new(Path.Combine(folder.FullName, "keys"));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Seal_ThenOpenByAnotherProcess_IsTheText_AndStorageHoldsNoneOfIt()
    {
        var container = await azurite.CreateContainerAsync();
        using var first = Open(container);
        var stored = await first.SealTextAsync("record", Secret, Cancellation);
        using var second = Open(container);

        Assert.Equal(Secret, await second.OpenTextAsync("record", stored, Cancellation));
        Assert.Equal(stored, await second.SealTextAsync("record", Secret, Cancellation));
        Assert.DoesNotContain("13", stored, StringComparison.Ordinal);
        Assert.Equal("plain", await second.OpenTextAsync("record", "plain", Cancellation));
    }

    [Fact]
    public async Task Open_WithoutKeys_SaysWhereToNameThem()
    {
        using var protection = Open(await azurite.CreateContainerAsync());
        var stored = await protection.SealTextAsync("record", Secret, Cancellation);

        var failure = await Assert.ThrowsAsync<ContentKeyException>(async () => await ContentProtection.None.OpenTextAsync("record", stored, Cancellation));

        Assert.Contains("--content-keys", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Secret, await ContentProtection.None.SealTextAsync("record", Secret, Cancellation));
    }

    [Theory]
    [InlineData("sealed:!!!")]
    [InlineData("sealed:AAAA")]
    [InlineData("sealed:U0xTMQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Open_DamagedText_NeverGivesAnything(string stored)
    {
        using var protection = Open(await azurite.CreateContainerAsync());
        await Assert.ThrowsAsync<ContentKeyException>(async () => await protection.OpenTextAsync("record", stored, Cancellation));
    }

    [Fact]
    public async Task Rotate_WhileAHostRuns_OpensOldAndNew()
    {
        var container = await azurite.CreateContainerAsync();
        using var running = Open(container);
        var old = await running.SealTextAsync("record", Secret, Cancellation);
        await new DataKeyStore(container, Wrapping, TimeProvider.System).RotateAsync(Cancellation);
        using var fresh = Open(container);
        var renewed = await fresh.SealTextAsync("record", Secret, Cancellation);

        Assert.NotEqual(old, renewed);
        Assert.Equal(Secret, await fresh.OpenTextAsync("record", old, Cancellation));
        Assert.Equal(Secret, await running.OpenTextAsync("record", renewed, Cancellation));
        Assert.Equal(renewed, await running.SealTextAsync("record", Secret, Cancellation));
    }

    [Fact]
    public async Task Rewrap_UnderANewKey_LeavesContentAsItIs_AndTheOldKeyIsNeededNoMore()
    {
        var container = await azurite.CreateContainerAsync();
        var store = new DataKeyStore(container, Wrapping, TimeProvider.System);
        await store.RotateAsync(Cancellation);
        using var before = Open(container);
        var stored = await before.SealTextAsync("record", Secret, Cancellation);
        var old = Directory.GetFiles(Path.Combine(folder.FullName, "keys")).Single();

        await Wrapping.CreateAsync(Cancellation);

        Assert.Equal(2, await store.RewrapAsync(Cancellation));
        Assert.Equal(0, await store.RewrapAsync(Cancellation));
        File.Delete(old);
        using var after = Open(container);
        Assert.Equal(Secret, await after.OpenTextAsync("record", stored, Cancellation));
        Assert.Equal(stored, await after.SealTextAsync("record", Secret, Cancellation));
    }

    [Fact]
    public async Task Read_WithoutTheKeyThatWrapped_NamesIt()
    {
        var container = await azurite.CreateContainerAsync();
        await new DataKeyStore(container, Wrapping, TimeProvider.System).ReadAsync(Cancellation);
        var other = new KeyEncryptionFolder(Path.Combine(folder.FullName, "other"));

        var failure = await Assert.ThrowsAsync<ContentKeyException>(() => new DataKeyStore(container, other, TimeProvider.System).ReadAsync(Cancellation));

        Assert.Contains("'file:", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ByEightAtOnceOnAnEmptyAccount_AgreeOnTheKey()
    {
        var container = await azurite.CreateContainerAsync();
        await Wrapping.CreateAsync(Cancellation);

        var rings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new DataKeyStore(container, Wrapping, TimeProvider.System).ReadAsync(Cancellation)));

        Assert.Single(rings.Select(ring => ring.Active.Id).Distinct());
    }

    [Fact]
    public async Task Wrap_KeyThatOthersMayRead_IsRefused()
    {
        if (OperatingSystem.IsWindows())
            return; // no modes of files
        var file = await Wrapping.CreateAsync(Cancellation);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var failure = await Assert.ThrowsAsync<ContentKeyException>(() => Wrapping.WrapAsync(new byte[32], Cancellation));

        Assert.Contains("chmod 600", failure.Message, StringComparison.Ordinal);
    }

    // The hash that the trail names is that of the content, whatever the key: after a rotation a repeated run still meets its own blob.
    [Fact]
    public async Task PutOnce_RepeatedAfterARotation_MeetsItsOwnBlob()
    {
        var (keys, blobs) = (await azurite.CreateContainerAsync(), await azurite.CreateContainerAsync());
        using var before = Open(keys);
        var first = await new RunStore(blobs, before).PutOnceAsync("a/result.json.gz", Encoding.UTF8.GetBytes(Secret), Cancellation);
        await new DataKeyStore(keys, Wrapping, TimeProvider.System).RotateAsync(Cancellation);
        using var after = Open(keys);

        var again = await new RunStore(blobs, after).PutOnceAsync("a/result.json.gz", Encoding.UTF8.GetBytes(Secret), Cancellation);

        Assert.Equal((first.Sha256, false, true), (again.Sha256, first.AlreadyPresent, again.AlreadyPresent));
        Assert.Equal(Secret, Encoding.UTF8.GetString(await new RunStore(blobs, after).GetAsync("a/result.json.gz", Cancellation)));
        var raw = (await blobs.GetBlobClient("a/result.json.gz").DownloadContentAsync(Cancellation)).Value.Content.ToArray();
        Assert.StartsWith("SLS1", Encoding.Latin1.GetString(raw), StringComparison.Ordinal);
        await blobs.GetBlobClient("b/result.json.gz").UploadAsync(BinaryData.FromBytes(raw), Cancellation);
        await Assert.ThrowsAsync<ContentKeyException>(() => new RunStore(blobs, after).GetAsync("b/result.json.gz", Cancellation));
    }

    private ContentProtection Open(BlobContainerClient container) => new(new DataKeyStore(container, Wrapping, TimeProvider.System));
}
