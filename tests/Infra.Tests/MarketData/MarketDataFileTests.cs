using System.IO.Compression;
using System.Text;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;

namespace Serverless.Infra.Tests.MarketData;

public sealed class MarketDataFileTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("bars").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("SYNUSDT_4h.csv")]
    [InlineData("SYNUSDT_4h.csv.gz")]
    public void Load_GoodFile_GivesItsBars(string name)
    {
        var series = SyntheticMarket.Generate("SYNUSDT", Timeframe.H4, Start, 20_000, seed: 1);

        var import = LoadOne(Write(name, CanonicalCsv.Write(series)), ImportPolicy.Default);

        Assert.Empty(import.Issues);
        Assert.Equal(CanonicalCsv.Write(series), CanonicalCsv.Write(import.Series!));
        Assert.Equal(new BarSource(name, "SYNUSDT", Timeframe.H4, Market.Crypto), import.Source);
    }

    [Theory]
    [InlineData("00:00:00,1,2,1,2,3|04:00:00,1,2,1,2,3|08:00:00,1,x,1,2,3", 4, DataDefect.BadNumber, true)]
    [InlineData("00:00:00,1,2,1,2,3|04:00:00,1,2,1,2,3|08:00:00,1,2,1,2", 4, DataDefect.FieldCount, true)]
    [InlineData("00:00:00,1,2,1,2,3|08:00:00,1,2,1,2,3|04:00:00,1,2,1,2,3|12:00:00,1,2,1,2,3", 3, DataDefect.OutOfOrder, true)]
    [InlineData("00:00:00,1,2,1,2,3|04:00:00,1,2,1,2,3|04:00:00,1,2,1,2,3", 3, DataDefect.DuplicateIdentical, true)]
    [InlineData("00:00:00,1,2,1,2,3|04:00:00,1,2,1,2,3|04:00:00,1,2,1,1,3", 3, DataDefect.DuplicateDiffering, true)]
    [InlineData("00:00:00,1,2,1,2,3|04:00:00,1,2,1,2,3|08:00:00,2,1,2,2,3", 4, DataDefect.InconsistentPrices, true)]
    public void Load_DefectiveRows_NamesFileAndLineAndKeepsTheRest(string rows, int line, DataDefect defect, bool accepted)
    {
        var text = "time,open,high,low,close,volume\n2024-01-01 " + rows.Replace("|", "\n2024-01-01 ", StringComparison.Ordinal);

        var import = LoadOne(Write("SYNUSDT_4h.csv.gz", Encoding.UTF8.GetBytes(text)), ImportPolicy.Default);

        var issue = import.Issues.First(issue => issue.Action != DefectAction.Flag);
        Assert.Equal(("SYNUSDT_4h.csv.gz", line, defect), (issue.File, issue.Line, issue.Defect));
        Assert.Equal(accepted, import.Series is not null);
    }

    [Fact]
    public void Load_GzipCutAnywhere_IsRefusedAsUnreadable()
    {
        var series = SyntheticMarket.Generate("SYNUSDT", Timeframe.H4, Start, 300, seed: 1);
        var path = Write("SYNUSDT_4h.csv.gz", CanonicalCsv.Write(series));
        var whole = File.ReadAllBytes(path);
        for (var length = whole.Length - 1; length >= 0; length -= length > whole.Length - 20 ? 1 : 997)
        {
            File.WriteAllBytes(path, whole[..length]);

            var import = LoadOne(path, ImportPolicy.Default);

            Assert.Null(import.Series);
            var issue = import.Issues[^1];
            Assert.Equal(("SYNUSDT_4h.csv.gz", DataDefect.Unreadable, DefectAction.RefuseFile), (issue.File, issue.Defect, issue.Action));
            Assert.Contains("truncated", issue.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_GzipWithAFlippedBit_IsRefusedAsUnreadable()
    {
        var series = SyntheticMarket.Generate("SYNUSDT", Timeframe.H4, Start, 300, seed: 1);
        var path = Write("SYNUSDT_4h.csv.gz", CanonicalCsv.Write(series));
        var bytes = File.ReadAllBytes(path);
        for (var position = 10; position < bytes.Length; position += 1_009)
        {
            bytes[position] ^= 0x10;
            File.WriteAllBytes(path, bytes);
            bytes[position] ^= 0x10;

            var import = LoadOne(path, ImportPolicy.Default);

            Assert.Null(import.Series);
            Assert.Contains(import.Issues, issue => issue.Defect == DataDefect.Unreadable);
        }
    }

    [Fact]
    public void Load_MissingFile_IsAnIssue()
    {
        var import = LoadOne(Path.Combine(folder, "none_4h.csv"), ImportPolicy.Default);

        Assert.Null(import.Series);
        Assert.Equal(DataDefect.Unreadable, Assert.Single(import.Issues).Defect);
    }

    [Fact]
    public void LoadFolder_OneBadFile_KeepsTheOthers()
    {
        Write("b/AAAUSDT_4h.csv", CanonicalCsv.Write(SyntheticMarket.Generate("AAAUSDT", Timeframe.H4, Start, 50, seed: 1)));
        Write("a/BBBUSDT_4h.csv.gz", CanonicalCsv.Write(SyntheticMarket.Generate("BBBUSDT", Timeframe.H4, Start, 50, seed: 1)));
        Write("notes.txt", "not bars"u8.ToArray());
        Write("broken_4h.csv", "time,open,high,low,volume\n2024-01-01,1,1,1,1\n"u8.ToArray());

        var imports = SeriesChoice.Among(MarketDataFolder.Load(folder, ImportPolicy.Default));

        Assert.Equal(["a/BBBUSDT_4h.csv.gz", "b/AAAUSDT_4h.csv", "broken_4h.csv"], imports.Select(import => import.Source.File));
        Assert.Equal([true, true, false], imports.Select(import => import.Series is not null));
        Assert.Equal(
            "broken_4h.csv line 1: no column close; the header has time, open, high, low, volume (file refused)",
            Assert.Single(imports[2].Issues).ToString());
    }

    [Theory]
    [InlineData(50, 60)]
    [InlineData(60, 50)]
    public void LoadFolder_TwoFilesOfOneSeries_PrefersTheLonger(int first, int second)
    {
        Write("AAAUSDT_4h_a.csv", CanonicalCsv.Write(SyntheticMarket.Generate("AAAUSDT", Timeframe.H4, Start, first, seed: 1)));
        Write("AAAUSDT_4h_b.csv", CanonicalCsv.Write(SyntheticMarket.Generate("AAAUSDT", Timeframe.H4, Start, second, seed: 1)));

        var imports = SeriesChoice.Among(MarketDataFolder.Load(folder, ImportPolicy.Default));

        Assert.Equal([first, second], imports.Select(import => Math.Max(import.Kept, import.Rows)));
        Assert.Equal(60, Assert.Single(imports, import => !import.IsRefused).Kept);
        Assert.Equal(DataDefect.Superseded, Assert.Single(Assert.Single(imports, import => import.IsRefused).Issues).Defect);
        Assert.All(MarketDataFolder.Load(folder, ImportPolicy.Default), import => Assert.False(import.IsRefused));
    }

    [Fact]
    public void LoadFolder_NothingThere_NamesThePath()
    {
        Assert.Contains(folder, Assert.Throws<FileNotFoundException>(() => MarketDataFolder.Load(folder, ImportPolicy.Default)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => MarketDataFolder.Load(Path.Combine(folder, "none"), ImportPolicy.Default));
    }

    private static DataImport LoadOne(string path, ImportPolicy policy) => Assert.Single(MarketDataFile.Load(path, policy));

    private string Write(string name, byte[] text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Stream file = File.Create(path);
        using var target = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Optimal) : file;
        target.Write(text);
        return path;
    }
}
