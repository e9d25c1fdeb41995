using System.Security.Cryptography;
using System.Text;
using Serverless.Cli.Data;
using Serverless.Cli.Storage;
using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Quality;
using Serverless.Core.Time;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Data;

public sealed class DataValidateRunTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("validate-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Run_CleanFile_SucceedsAndWritesOnePage()
    {
        var file = Save("BTCUSDT_1h.csv", Series());

        Assert.Equal(ExitCode.Success, await RunAsync([file], html: "pages"));

        Assert.Equal(["btcusdt_h1.html"], Pages());
        Assert.Contains(">clean</span>", Page("btcusdt_h1.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DefectsToQuarantine_SucceedsAndShowsThemAllTheSame()
    {
        var file = Save("BTCUSDT_1h.csv", Series((i, bar) => i == 300 ? bar with { Low = bar.Low / 2 } : bar));

        Assert.Equal(ExitCode.Success, await RunAsync([file], html: "pages"));

        Assert.Contains("<strong>BadTick</strong>", Page("btcusdt_h1.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TickerThatPassedOn_SucceedsAndShowsIt()
    {
        var file = Save("BTCUSDT_1h.csv", Series((i, bar) => i < 300 ? bar : bar with { OpenTime = bar.OpenTime.AddYears(2) }));

        Assert.Equal(ExitCode.Success, await RunAsync([file], html: "pages"));
        Assert.Contains("<strong>TickerReuse</strong>", Page("btcusdt_h1.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnreadableFileAmongGoodOnes_ValidatesTheOthersAndFails()
    {
        Save("BTCUSDT_1h.csv", Series());
        Save("ETHUSDT_1h.csv", Series());
        File.WriteAllText(Path.Combine(folder, "XRPUSDT_1h.csv"), "nothing,here\n1,2\n");

        Assert.Equal(ExitCode.VerificationFailed, await RunAsync([folder], html: "pages"));
        Assert.Equal(["btcusdt_h1.html", "ethusdt_h1.html", "index.html"], Pages());
        Assert.Equal(ExitCode.Success, await RunAsync([folder], symbols: ["btcusdt", "ETHUSDT"]));
    }

    [Fact]
    public async Task Run_SameSymbolTwice_WritesAPageForEach()
    {
        var first = Save("BTCUSDT_1h.csv", Series());
        var second = Save("BTCUSDT_1h_other.csv", Series((i, bar) => i == 300 ? bar with { Low = bar.Low / 2 } : bar));

        await RunAsync([first, second], html: "pages");

        Assert.Equal(["btcusdt_h1.2.html", "btcusdt_h1.html", "index.html"], Pages());
    }

    [Fact]
    public async Task Run_GapWithinTheAllowance_IsNotReported()
    {
        var file = Save("BTCUSDT_1h.csv", Series((i, bar) => i is 100 or 101 ? null : bar));

        await RunAsync([file], html: "pages", maxGap: 2);
        Assert.Contains(">clean</span>", Page("btcusdt_h1.html"), StringComparison.Ordinal);
        await RunAsync([file], html: "pages", maxGap: 1);
        Assert.Contains(">flagged</span>", Page("btcusdt_h1.html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.csv", null)]
    [InlineData("BTCUSDT_1h.csv", "XRPUSDT")]
    public async Task Run_NothingToValidate_IsAUsageError(string name, string? symbol)
    {
        Save("BTCUSDT_1h.csv", Series());

        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync([Path.Combine(folder, name)], symbols: symbol is null ? [] : [symbol]));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [Fact]
    public async Task Run_StoredSeries_AreValidatedAsFilesAre()
    {
        await using var storage = await OpenStorage.ConnectAsync(azurite.ConnectionString, CancellationToken.None);
        var symbol = $"V{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..8]}USDT";
        var series = Series((i, bar) => i == 300 ? bar with { Low = bar.Low / 2 } : bar, symbol);
        await storage.MarketData.SaveAsync(series, Market.Crypto, new DataOrigin("synthetic", "tests"), []);

        var code = await DataValidateRun.RunAsync(
            ValidationInput.OfStore(storage), [symbol], QualityThresholds.Default, Path.Combine(folder, "pages"), json: true);

        Assert.Equal(ExitCode.Success, code);
        Assert.Contains("<strong>BadTick</strong>", Page($"{symbol}_h1.html".ToLowerInvariant()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Members_ShowsWhoLacksBarsOnTheFirstPage()
    {
        var file = Save("ABC_1d.csv", Daily("ABC"));

        var code = await DataValidateRun.RunAsync(
            ValidationInput.OfFiles([file]).ToAsyncEnumerable(), [], QualityThresholds.Default, Path.Combine(folder, "pages"), json: true, IndexMembers.Read(Members()));

        Assert.Equal(ExitCode.Success, code);
        Assert.Equal(["abc_d1.html", "index.html"], Pages());
        Assert.Contains("1 of 2 lack bars", Page("index.html"), StringComparison.Ordinal);
        Assert.Contains("Members without bars: 1</summary><p>GONE</p>", Page("index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MembersAgainstTheStore_HoldsStoredStocksAgainstThem()
    {
        await using var storage = await OpenStorage.ConnectAsync(azurite.ConnectionString, CancellationToken.None);
        await storage.MarketData.SaveAsync(Daily("ABC"), Market.UsEquities, new DataOrigin("synthetic", "tests"), []);

        await DataValidateRun.RunAsync(
            ValidationInput.OfStore(storage), ["ABC"], QualityThresholds.Default, Path.Combine(folder, "pages"), json: true, IndexMembers.Read(Members()));

        Assert.Contains("1 of 2 lack bars", Page("index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MembersWithoutStocks_IsAUsageErrorThatSaysSo()
    {
        var file = Save("BTCUSDT_1h.csv", Series());

        var error = await Assert.ThrowsAsync<CommandException>(() => DataValidateRun.RunAsync(
            ValidationInput.OfFiles([file]).ToAsyncEnumerable(), [], QualityThresholds.Default, null, json: true, IndexMembers.Read(Members())));

        Assert.Equal((ExitCode.Usage, $"--members: There are no bars of stocks to hold against the members in {Members()}."), (error.ExitCode, error.Message));
    }

    [Theory]
    [InlineData("ticker,start_date,end_date\nABC,2024-01-01,\nDEF,2024-13-01,\n", "line 3")]
    [InlineData("ABC,2024-01-01,\n", "line 1")]
    [InlineData("", "line 1")]
    [InlineData(null, "cannot be read")]
    public void Read_BadMembers_NamesFileAndLine(string? text, string expected)
    {
        var path = Path.Combine(folder, "members.csv");
        if (text is not null)
            File.WriteAllText(path, text);

        var error = Assert.Throws<CommandException>(() => IndexMembers.Read(path));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private string Members()
    {
        var path = Path.Combine(folder, "members.txt");
        File.WriteAllText(path, "ticker,start_date,end_date\r\nABC,2020-01-02,\r\nGONE,2020-01-02,2024-03-01\r\n\r\n");
        return path;
    }

    private static BarSeries Daily(string symbol) =>
        SyntheticMarket.Generate(symbol, Timeframe.D1, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), 200, 7);

    private Task<int> RunAsync(IReadOnlyList<string> paths, string[]? symbols = null, string? html = null, int maxGap = 0) => DataValidateRun.RunAsync(
        ValidationInput.OfFiles(paths).ToAsyncEnumerable(), symbols ?? [], QualityThresholds.Default with { MaxGapBars = maxGap }, html is null ? null : Path.Combine(folder, html), json: true);

    private string Save(string name, BarSeries series)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, CanonicalCsv.Write(series));
        return path;
    }

    private string[] Pages() => [.. Directory.GetFiles(Path.Combine(folder, "pages")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private string Page(string name) => File.ReadAllText(Path.Combine(folder, "pages", name));

    private static BarSeries Series(Func<int, Bar, Bar?>? change = null, string symbol = "X")
    {
        var clean = SyntheticMarket.Generate("X", Timeframe.H1, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), 500, 7);
        var bars = Enumerable.Range(0, clean.Count).Select(i => change is null ? clean[i] : change(i, clean[i])).OfType<Bar>().ToList();
        double[] Column(Func<Bar, double> value) => [.. bars.Select(value)];
        return new BarSeries(
            symbol,
            Timeframe.H1,
            bars.Select(bar => bar.OpenTime.Ticks).ToArray(),
            Column(bar => bar.Open),
            Column(bar => bar.High),
            Column(bar => bar.Low),
            Column(bar => bar.Close),
            Column(bar => bar.Volume));
    }
}
