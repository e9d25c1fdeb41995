using Serverless.Infra.MarketData;

namespace Serverless.Infra.Tests.MarketData;

public sealed class LocalDataCacheTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-cache-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Put_ThenFind_GivesTheBytesAndLeavesNothingElse()
    {
        var cache = new LocalDataCache(Path.Combine(folder.FullName, "made"));

        Assert.Null(cache.Find("a"));
        cache.Put("a", [1, 2, 3]);
        cache.Put("a", [4, 5]);

        Assert.Equal([4, 5], cache.Find("a")!);
        Assert.Equal(["a.parquet"], Directory.GetFiles(Path.Combine(folder.FullName, "made")).Select(Path.GetFileName));
    }

    [Fact]
    public void Put_MoreThanFits_RemovesTheOldest()
    {
        var cache = new LocalDataCache(folder.FullName, maxBytes: 10);
        foreach (var (name, day) in new[] { ("a", 1), ("b", 2), ("c", 3) })
        {
            cache.Put(name, new byte[4]);
            if (cache.Find(name) is not null)
                File.SetLastWriteTimeUtc(Path.Combine(folder.FullName, $"{name}.parquet"), new DateTime(2024, 1, day, 0, 0, 0, DateTimeKind.Utc));
        }

        Assert.Null(cache.Find("a"));
        Assert.NotNull(cache.Find("b"));
        Assert.NotNull(cache.Find("c"));
    }

    [Fact]
    public void Put_FolderThatCannotBe_CostsOnlyTheSaving()
    {
        var file = Path.Combine(folder.FullName, "file");
        File.WriteAllText(file, "in the way");
        var cache = new LocalDataCache(file);

        cache.Put("a", [1]);

        Assert.Null(cache.Find("a"));
    }
}
