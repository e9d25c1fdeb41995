using System.Text.Json.Nodes;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Strategies;
using Serverless.Infra.Runs;
using Serverless.Infra.Runs.Reports;

namespace Serverless.Infra.Tests.Runs;

/// <summary>Runs are written as the command writes them, and read back.</summary>
public sealed class ReportRunsTests : IDisposable
{
    private static readonly BarSeries First = SyntheticMarket.Generate("AAAUSDT", Timeframe.H4, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), 900, seed: 1);
    private static readonly BarSeries Second = SyntheticMarket.Generate("BBBUSDT", Timeframe.H4, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), 900, seed: 2);
    private readonly string folder = Directory.CreateTempSubdirectory("report-runs-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Open_RunOfOneStrategy_MeasuresWhatTheRunMeasured()
    {
        var result = await WriteSingleAsync();

        var run = await ReportRuns.OpenAsync(folder, Cancellation);

        Assert.Equal("sma-cross on AAAUSDT, H4", run.Title);
        Assert.Equal(result.Equity, run.Curve.Equity);
        Assert.Equal(result.OpenTicks.Select(ticks => ticks + TimeSpan.FromHours(4).Ticks), run.Curve.CloseTicks);
        AssertSameFigures(result.Metrics!, run);
        Assert.Equal(result.Trades.Select(trade => trade.NetProfit), run.Trades.Select(trade => trade.NetProfit));
        Assert.Equal(result.Costs.Commission + result.Costs.Slippage, run.Fills.Sum(fill => fill.Cost), 9);
        Assert.Equal(result.Costs, run.Costs);
        Assert.Equal("sma-cross", run.Trades[0].Strategy);
        Assert.Equal(result.PathDependence, run.PathDependence);
    }

    [Fact]
    public async Task Open_Portfolio_HasEveryStrategyAndTheAccount()
    {
        var result = await WritePortfolioAsync();

        var run = await ReportRuns.OpenAsync(folder, Cancellation);

        Assert.Equal(result.Equity, run.Curve.Equity);
        AssertSameFigures(result.Metrics!, run);
        Assert.Equal(result.Members.Select(member => (member.Name, member.Budget)), run.Sleeves.Select(sleeve => (sleeve.Name, sleeve.Budget[0])));
        Assert.All(result.Members.Zip(run.Sleeves), pair => Assert.Equal(pair.First.Profit, pair.Second.Profit));
        Assert.Equal(result.GuardEvents.Count + result.Members.Sum(member => member.Books.Sum(book => book.GuardEvents.Count)), run.Limits.Count);
        Assert.True(run.Fills.Zip(run.Fills.Skip(1)).All(pair => pair.First.Time <= pair.Second.Time));
    }

    [Fact]
    public async Task Open_NoRun_SaysHowToMakeOne()
    {
        Assert.Contains("holds no run: there is no summary.json. 'backtest --out FOLDER' writes one", await RefusedAsync(folder), StringComparison.Ordinal);
        Assert.Contains("holds no run", await RefusedAsync(Path.Combine(folder, "none")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_MissingTable_IsNamed()
    {
        await WriteSingleAsync();
        File.Delete(In("trades.parquet"));

        Assert.Contains("trades.parquet of", await RefusedAsync(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AnyByteOfATableChanged_IsRefused()
    {
        await WriteSingleAsync();
        var bytes = File.ReadAllBytes(In("equity.parquet"));
        foreach (var place in new[] { 0, bytes.Length / 2, bytes.Length - 1 })
        {
            bytes[place] ^= 1;
            File.WriteAllBytes(In("equity.parquet"), bytes);
            Assert.Contains("equity.parquet of", await RefusedAsync(folder), StringComparison.Ordinal);
            bytes[place] ^= 1;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"tables": 3}""")]
    [InlineData("""{"tables": []}""")]
    [InlineData("""{"tables": [{"name": "equity", "rows": 1, "file": "../equity.parquet", "sha256": "00"}]}""")]
    public async Task Open_DamagedSummary_IsRefused(string summary)
    {
        File.WriteAllText(In("summary.json"), summary);

        Assert.Contains("summary.json of", await RefusedAsync(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_RuinedRun_KeepsWhatCameBeforeTheRuin()
    {
        await WriteSingleAsync("""{leverage: null, sizing: {type: fixed, value: 100000}}""");

        var run = await ReportRuns.OpenAsync(folder, Cancellation);

        Assert.NotNull(run.Failure);
        Assert.Null(run.Figures);
        Assert.All(run.Curve.Equity, value => Assert.True(value > 0));
    }

    private static void AssertSameFigures(PerformanceMetrics expected, ReportRun run)
    {
        Assert.Equal(expected, run.Figures);
        var again = PerformanceMetrics.Measure(run.Curve.Returns, run.Curve.PeriodsPerYear, [.. run.Trades.Select(trade => trade.NetProfit)], default);
        Assert.Equal((expected.Sharpe, expected.Cagr, expected.MaxDrawdown, expected.Volatility), (again.Sharpe, again.Cagr, again.MaxDrawdown, again.Volatility));
        Assert.Equal(expected.WinRate, again.WinRate);
    }

    private async Task<string> RefusedAsync(string path) => (await Assert.ThrowsAsync<InvalidDataException>(() => ReportRuns.OpenAsync(path, Cancellation))).Message;

    private async Task<EventBacktestResult> WriteSingleAsync(string overrides = "{}")
    {
        var (configuration, origin) = Read("{symbol: AAAUSDT, timeframe: 4h, strategy: {name: sma-cross}}", overrides, First);
        var result = ConfiguredRun.Execute(configuration, First);
        await (await RunRecord.CreateAsync(origin, First, result)).WriteAsync(folder, Cancellation);
        return result;
    }

    private async Task<Core.Backtesting.Portfolio.PortfolioResult> WritePortfolioAsync()
    {
        var (configuration, origin) = Read(
            "{symbols: [AAAUSDT, BBBUSDT], timeframe: 4h, leverage: 2, guards: {daily_loss: 0.01}, strategies: [{name: sma-cross, budget: 0.6}, {name: rsi-limit, symbol: BBBUSDT, budget: 0.4}]}",
            "{}",
            First);
        var result = ConfiguredPortfolio.Execute(configuration, [First, Second]);
        await (await PortfolioRecord.CreateAsync(origin, [First, Second], result)).WriteAsync(folder, Cancellation);
        return result;
    }

    private static (RunConfiguration Configuration, RunOrigin Origin) Read(string yaml, string overrides, BarSeries bars)
    {
        var schema = RunSchema.For(StrategyLibrary.BuiltIn);
        var document = Core.Configuration.ConfigurationDocument.Parse(yaml, "run").Merge(Core.Configuration.ConfigurationDocument.Parse(overrides, "override"));
        var configuration = schema.Read(document);
        return (configuration, new RunOrigin(configuration.Strategies[0].Definition.Schema.Name, (JsonNode)schema.Write(configuration)!, schema.Hash(configuration), ContentHash.Of(bars), "1.0.0"));
    }

    private string In(string name) => Path.Combine(folder, name);
}
