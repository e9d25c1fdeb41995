using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Serverless.Core.MarketData;
using Serverless.Infra.MarketData;

namespace Serverless.Infra.Tests.MarketData;

public sealed class SourceContainerTests : IDisposable
{
    private static readonly BarSeries Series = SyntheticMarket.Generate("SYNUSDT", Timeframe.H4, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), 300, seed: 1);
    private readonly string folder = Directory.CreateTempSubdirectory("containers").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("SYNUSDT_4h.csv")]
    [InlineData("SYNUSDT_4h.zip")]
    public void Load_GzipOfSeveralMembersUnderAnyName_IsReadWhole(string name)
    {
        var text = CanonicalCsv.Write(Series);
        var path = Save(name, [.. GZip(text[..5000]), .. GZip(text[5000..5001]), .. GZip(text[5001..])]);

        var import = Assert.Single(MarketDataFile.Load(path, ImportPolicy.Default));

        Assert.Equal(text, CanonicalCsv.Write(import.Series!));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), import.Origin.SourceSha256);
    }

    [Fact]
    public void Load_GzipOfSeveralMembersCutInTheLast_IsRefused()
    {
        var text = CanonicalCsv.Write(Series);
        byte[] whole = [.. GZip(text[..5000]), .. GZip(text[5000..])];
        for (var cut = 1; cut < GZip(text[5000..]).Length; cut += 101)
            AssertUnreadable(Save("SYNUSDT_4h.csv.gz", whole[..^cut]), "truncated");
    }

    [Fact]
    public void Load_ZipOfSeveralFiles_GivesASeriesOfEach()
    {
        var path = Zip("dump.zip", ("AAAUSDT-4h-2024-01.csv", CanonicalCsv.Write(Series)), ("notes/BBBUSDT-4h-2024-01.csv", CanonicalCsv.Write(Series)));

        var imports = MarketDataFile.Load(path, ImportPolicy.Default);

        Assert.Equal([300, 300], imports.Select(import => import.Kept));
    }

    [Fact]
    public void Load_DamagedZip_IsRefusedAndKeepsNothing()
    {
        var whole = File.ReadAllBytes(Zip("SYNUSDT_4h.zip", ("bars.csv", CanonicalCsv.Write(Series))));
        AssertUnreadable(Save("SYNUSDT_4h.zip", whole[..^30]), "");
        for (var position = 60; position < whole.Length - 120; position += 501)
        {
            var damaged = whole.ToArray();
            damaged[position] ^= 0x10;
            AssertUnreadable(Save("SYNUSDT_4h.zip", damaged), "corrupt");
        }
    }

    [Fact]
    public void Load_FileThatUnpacksToFarTooMuch_IsRefused()
    {
        // A header and 300 million empty lines.
        var path = Path.Combine(folder, "SYNUSDT_4h.csv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Optimal))
        {
            gzip.Write("time,open,high,low,close,volume\n2024-01-01,1,2,1,1.5,3\n"u8);
            var block = Enumerable.Repeat((byte)'\n', 1_000_000).ToArray();
            for (var i = 0; i < 300; i++)
                gzip.Write(block);
        }

        AssertUnreadable(path, "unpacks to more than 268435456 bytes");
    }

    [Fact]
    public void Load_MappingBesideTheFile_IsUsedAndItsMistakesAreNamed()
    {
        var path = Save("x.csv", Encoding.UTF8.GetBytes("a,b\n2024-01-01,1\n2024-01-02,1.5\n2024-01-03,1.2\n"));
        File.WriteAllText(path + ".mapping.json", """{ "time": "a", "close": "b", "symbol": "X" }""");
        Assert.Equal(("X", 3), (Assert.Single(MarketDataFile.Load(path, ImportPolicy.Default)).Series!.Symbol, 3));

        File.WriteAllText(path + ".mapping.json", """{ "tiem": "a" }""");
        var issue = Assert.Single(Assert.Single(MarketDataFile.Load(path, ImportPolicy.Default)).Issues);
        Assert.Equal((DataDefect.Mapping, "x.csv.mapping.json: the mapping has no key 'tiem'; did you mean 'time'?"), (issue.Defect, issue.Reason));
        Assert.Single(MarketDataFolder.Load(folder, ImportPolicy.Default));
    }

    [Fact]
    public void LoadFolder_MonthsOfOneSeries_AreJoinedWithOneHash()
    {
        Save("BTCUSDT-4h-2024-01.csv", CanonicalCsv.Write(Series.Slice(0, 186)));
        Save("BTCUSDT-4h-2024-02.csv", CanonicalCsv.Write(Series.Slice(186, 114)));

        var import = Assert.Single(MarketDataFolder.Load(folder, ImportPolicy.Default));

        Assert.Equal((300, 300, "BTCUSDT-4h-2024-01.csv … BTCUSDT-4h-2024-02.csv"), (import.Kept, import.Rows, import.Source.File));
        Assert.Equal(CanonicalCsv.Write(Series), CanonicalCsv.Write(import.Series!));
        Assert.Equal(64, import.Origin.SourceSha256!.Length);
    }

    private static void AssertUnreadable(string path, string reason)
    {
        var import = Assert.Single(MarketDataFile.Load(path, ImportPolicy.Default));
        Assert.True(import.IsRefused);
        Assert.Equal(DataDefect.Unreadable, import.Issues[^1].Defect);
        Assert.Contains(reason, import.Issues[^1].Reason, StringComparison.Ordinal);
    }

    private string Save(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string Zip(string name, params (string Name, byte[] Bytes)[] entries)
    {
        var path = Path.Combine(folder, name);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var entry in entries)
        {
            using var stream = archive.CreateEntry(entry.Name).Open();
            stream.Write(entry.Bytes);
        }

        return path;
    }

    private static byte[] GZip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return memory.ToArray();
    }
}
