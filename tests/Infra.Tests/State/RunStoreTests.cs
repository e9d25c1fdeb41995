using Serverless.Core.Audit;
using Serverless.Infra.Keys;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.State;

public sealed class RunStoreTests(AzuriteFixture azurite)
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i / 1000))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cycle-1/curve.bin")]
    [InlineData("cycle-1/curve.bin.gz")]
    public async Task PutOnce_SameContentAgain_IsAlreadyPresent(string name)
    {
        var runs = new RunStore(await azurite.CreateContainerAsync(), ContentProtection.None);
        var hash = AuditHash.OfContent(Content);
        Assert.Equal(new(name, hash, AlreadyPresent: false), await runs.PutOnceAsync(name, Content, Cancellation));
        Assert.Equal(new(name, hash, AlreadyPresent: true), await runs.PutOnceAsync(name, Content, Cancellation));
        Assert.Equal(Content, await runs.GetAsync(name, Cancellation));
    }

    [Theory]
    [InlineData("cycle-1/curve.bin")]
    [InlineData("cycle-1/curve.bin.gz")]
    public async Task PutOnce_OtherContent_NamesBlobAndBothHashesAndKeepsTheFirst(string name)
    {
        var runs = new RunStore(await azurite.CreateContainerAsync(), ContentProtection.None);
        await runs.PutOnceAsync(name, Content, Cancellation);
        byte[] other = [.. Content, 1];
        var conflict = await Assert.ThrowsAsync<RunConflictException>(() => runs.PutOnceAsync(name, other, Cancellation));
        Assert.All([name, AuditHash.OfContent(Content), AuditHash.OfContent(other)], part => Assert.Contains(part, conflict.Message, StringComparison.Ordinal));
        Assert.Equal(Content, await runs.GetAsync(name, Cancellation));
    }

    [Fact]
    public async Task PutOnce_NameEndsInGz_StoresFewerBytes()
    {
        var container = await azurite.CreateContainerAsync();
        await new RunStore(container, ContentProtection.None).PutOnceAsync("curve.gz", Content, Cancellation);
        var properties = await container.GetBlobClient("curve.gz").GetPropertiesAsync(cancellationToken: Cancellation);
        Assert.InRange(properties.Value.ContentLength, 1, Content.Length / 10);
    }

    [Fact]
    public async Task PutOnce_SixteenRaceWithTheSameContent_OneWritesAndAllSucceed()
    {
        var runs = new RunStore(await azurite.CreateContainerAsync(), ContentProtection.None);
        var blobs = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => runs.PutOnceAsync("r.gz", Content, Cancellation)));
        Assert.Single(blobs, blob => !blob.AlreadyPresent);
    }

    [Fact]
    public async Task GetJson_StoredValue_ComesBackExactly()
    {
        var runs = new RunStore(await azurite.CreateContainerAsync(), ContentProtection.None);
        var curve = new Curve("trend-1", [0.1, 1d / 3, double.NaN, double.NegativeInfinity, double.Epsilon, -0d], new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero));
        await runs.PutJsonOnceAsync("curve.json.gz", curve, Cancellation);
        var read = await runs.GetJsonAsync<Curve>("curve.json.gz", Cancellation);
        Assert.Equal(curve.Equity.Select(BitConverter.DoubleToInt64Bits), read.Equity.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(curve with { Equity = read.Equity }, read);
    }

    [Fact]
    public async Task Get_Missing_NamesTheBlob()
    {
        var container = await azurite.CreateContainerAsync();
        var failure = await Assert.ThrowsAsync<FileNotFoundException>(() => new RunStore(container, ContentProtection.None).GetAsync("cycle-1/none.json", Cancellation));
        Assert.Contains($"{container.Name}/cycle-1/none.json", failure.Message, StringComparison.Ordinal);
    }

    private sealed record Curve(string Strategy, double[] Equity, DateTimeOffset AsOf);
}
