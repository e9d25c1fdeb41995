using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Infra.Logging;
using Serverless.Infra.Runs;

namespace Serverless.Infra.Tests.Logging;

/// <summary>The log of a run holds all of it, line for row.</summary>
public sealed class RunLogsTests : IDisposable
{
    private static readonly string[] Fields = ["timestamp", "component", "level", "message", "context"];
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("run-logs-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("{symbol: AAA, timeframe: 4h, strategy: {name: donchian-trail}}", false)]
    [InlineData("{symbol: AAA, timeframe: 4h, strategy: {name: ema-cross-bracket}, guards: {max_drawdown: 0.01}}", true)]
    [InlineData("{symbols: [AAA, BBB], timeframe: 4h, strategies: [{name: sma-cross}, {name: scaled-trend, symbol: BBB}]}", false)]
    public async Task Write_Run_HasALineForEveryTradeOrderFillAndSnapshot(string configuration, bool isGuarded)
    {
        var run = await RunAsync(configuration);

        await RunLogs.WriteAsync(run, folder, TestContext.Current.CancellationToken);

        var (trades, orders, snapshots, errors) = (Lines("trades"), Lines("orders"), Lines("performance"), Lines("errors"));
        Assert.True(Rows(run, "trades") > 5);
        Assert.Equal(Rows(run, "trades"), trades.Count);
        Assert.Equal(Rows(run, "orders"), Count(orders, "order submitted"));
        Assert.Equal(Rows(run, "events"), Count(orders, "order changed"));
        Assert.Equal(Rows(run, "fills"), Count(orders, "order filled"));
        Assert.Equal(Rows(run, "orders") + Rows(run, "events") + Rows(run, "fills"), orders.Count);
        Assert.Equal(Rows(run, "equity"), snapshots.Count);
        Assert.Equal(isGuarded, Rows(run, "guards") > 0);
        Assert.Equal(Rows(run, "guards") + Rows(run, "account_guards"), errors.Count);
        foreach (var lines in new[] { trades, orders, snapshots, errors })
        {
            Assert.All(lines, line => Assert.Equal(Fields, line.EnumerateObject().Select(field => field.Name)));
            Assert.All(lines, line => Assert.Equal(run.RunId, line.GetProperty("context").GetProperty("run").GetString()));
            var times = lines.Select(line => line.GetProperty("timestamp").GetDateTime()).ToList();
            Assert.Equal(times.Order(), times);
        }

        var profits = run.Tables.First(table => table.Name == "trades").Columns.First(column => column.Name == "net_profit");
        Assert.Equal(((double[])profits.Values).Order(), trades.Select(line => line.GetProperty("context").GetProperty("net_profit").GetDouble()).Order());
    }

    [Fact]
    public async Task Write_SameRunTwice_GivesTheSameBytes()
    {
        const string Configuration = "{symbol: AAA, timeframe: 4h, strategy: {name: donchian-trail}}";
        await RunLogs.WriteAsync(await RunAsync(Configuration), Path.Combine(folder, "a"), TestContext.Current.CancellationToken);
        await RunLogs.WriteAsync(await RunAsync(Configuration), Path.Combine(folder, "b"), TestContext.Current.CancellationToken);

        Assert.All(Directory.GetFiles(Path.Combine(folder, "a")), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder, "b", Path.GetFileName(file)))));
    }

    [Fact]
    public async Task Write_RunThatFails_TellsWhenAndWhy()
    {
        var run = await RunAsync("{symbol: AAA, timeframe: 4h, leverage: null, sizing: {type: fixed, value: 100000}, strategy: {name: sma-cross}}");

        await RunLogs.WriteAsync(run, folder, TestContext.Current.CancellationToken);

        var error = Assert.Single(Lines("errors"), line => line.GetProperty("level").GetString() == "error");
        Assert.Equal("the run failed", error.GetProperty("message").GetString());
        Assert.Contains("ruined", error.GetProperty("context").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.True(error.GetProperty("timestamp").GetDateTime() > Start.UtcDateTime);
    }

    private static int Rows(RunFiles run, string table) => run.Tables.FirstOrDefault(one => one.Name == table)?.Rows ?? 0;

    private static int Count(IReadOnlyList<JsonElement> lines, string message) => lines.Count(line => line.GetProperty("message").GetString() == message);

    private List<JsonElement> Lines(string stream) =>
        [.. File.ReadLines(Path.Combine(folder, $"{stream}.log")).Select(line => JsonElement.Parse(line))];

    private static async Task<RunFiles> RunAsync(string text)
    {
        var configuration = RunSchema.For(StrategyLibrary.BuiltIn).Read(ConfigurationDocument.Parse(text, "run.yaml"));
        var bars = configuration.Symbols.Select((symbol, index) => SyntheticMarket.Generate(symbol, Timeframe.H4, Start, 1500, seed: index + 1)).ToList();
        var origin = new RunOrigin("test", new JsonObject(), new string('c', 64), new string('d', 64), "1");
        return configuration.IsPortfolio
            ? await PortfolioRecord.CreateAsync(origin, bars, ConfiguredPortfolio.Execute(configuration, bars))
            : await RunRecord.CreateAsync(origin, bars[0], ConfiguredRun.Execute(configuration, bars[0]));
    }
}
