using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Cli.Backtests;
using Serverless.Cli.Reports;
using Serverless.Core.MarketData;
using Serverless.Core.Reporting.Attribution;
using Serverless.Core.Strategies;
using Serverless.Infra.Runs.Reports;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Reports;

/// <summary>The command as a user types it, on runs that 'backtest' wrote.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("report-command-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Report_ARun_WritesAPageBesideItTheSameEachTime()
    {
        await BacktestAsync("a");
        await BacktestAsync("b");

        Assert.Equal(ExitCode.Success, await RunAsync(In("a")));
        Assert.Equal(ExitCode.Success, await RunAsync(In("b")));

        var page = File.ReadAllBytes(In("a/report.html"));
        Assert.Equal(page, File.ReadAllBytes(In("b/report.html")));
        Assert.InRange(page.Length, 50_000, 2_000_000);
        // The report lies beside the run and is no part of it.
        Assert.Equal(ExitCode.Success, await RunAsync(In("a"), "--format", "json"));
        Assert.True(File.Exists(In("a/report.json")));
    }

    [Fact]
    public async Task Report_Json_HoldsTheFiguresOfTheSummary()
    {
        await BacktestAsync("a");

        await RunAsync(In("a"), "--out", In("sheet.json"));

        var summary = Json("a/summary.json").GetProperty("figures");
        var figures = Json("sheet.json").GetProperty("sections").EnumerateArray().First(section => section.GetProperty("id").GetString() == "figures")
            .GetProperty("blocks")[0].GetProperty("figures").EnumerateArray().ToDictionary(figure => figure.GetProperty("name").GetString()!, figure => figure.GetProperty("value"));
        Assert.Equal(summary.GetProperty("sharpe").GetDouble(), figures["Sharpe ratio"].GetDouble());
        Assert.Equal(summary.GetProperty("maxDrawdown").GetDouble(), figures["Maximum drawdown"].GetDouble());
        Assert.Equal(summary.GetProperty("winRate").GetDouble(), figures["Hit rate"].GetDouble());
    }

    [Fact]
    public async Task Report_BenchmarkAndEvidence_AreInIt()
    {
        await BacktestAsync("a");
        var bars = SyntheticMarket.Generate("BENCHUSD", Timeframe.D1, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), 800, seed: 5);
        File.WriteAllBytes(In("BENCHUSD_1d.csv"), CanonicalCsv.Write(bars));
        File.WriteAllText(In("evidence.json"), """{"strategy": "sma-cross", "symbol": "SYNUSD", "checks": [{"name": "trades", "value": 12, "threshold": 30, "weight": 1, "passed": false, "advice": "More history."}]}""");

        Assert.Equal(ExitCode.Success, await RunAsync(In("a"), "--benchmark", In("BENCHUSD_1d.csv"), "--evidence", In("evidence.json"), "--out", In("sheet.csv")));

        var lines = File.ReadAllLines(In("sheet.csv"));
        Assert.Contains("verdict,verdict,Failed,text,Not proven: 1 of 1 gates failed.", lines);
        Assert.Contains(lines, line => line.StartsWith("figures,all-figures,Beta,Value,", StringComparison.Ordinal) && !line.EndsWith(','));
    }

    [Fact]
    public async Task Report_OfAnExaminedStrategy_ShowsTheWindowsOfTheExaminationBesideIt()
    {
        await ExamineAsync("--param", "fast=10,20", "--param", "slow=50,100");
        await ExamineAsync("--param", "fast=10", "--param", "slow=50,100");
        var run = await RecordAsync("--param", "fast=10");
        var dearer = await RecordAsync("--set", "commission={type: bps, bps: 30}");

        Assert.Equal(ExitCode.Success, await RunAsync(run, "--out", In("sheet.json")));
        Assert.Equal(ExitCode.Success, await RunAsync(dearer, "--out", In("dearer.json")));

        var steps = Directory.GetDirectories(In("runs/made"), "examination-*").Select(path => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(path, "summary.json"))).RootElement)
            .Single(summary => summary.GetProperty("search").GetProperty("trials").GetInt32() == 4).GetProperty("search").GetProperty("walkForward").GetProperty("steps");
        var rows = Tables("sheet.json").Single(table => table.GetProperty("table").GetString() == "walk-forward-windows").GetProperty("rows");
        // Of two examinations the one that tried more is shown.
        Assert.True(steps.GetArrayLength() > 1);
        Assert.Equal(steps.EnumerateArray().Select(step => step.GetProperty("outOfSampleSharpe").ToString()), rows.EnumerateArray().Select(row => row[5].ToString()));
        Assert.Contains("of 7 gates failed", File.ReadAllText(In("sheet.json")), StringComparison.Ordinal);
        // An examination at other costs says nothing of a run.
        Assert.DoesNotContain(Tables("dearer.json"), table => table.GetProperty("table").GetString() == "walk-forward-windows");
        // Given by name it is read from its folder.
        await BacktestAsync("apart");
        Assert.Equal(ExitCode.Success, await RunAsync(In("apart"), "--evidence", Directory.GetDirectories(In("runs/made"), "examination-*")[0], "--out", In("apart.json")));
        Assert.Contains(Tables("apart.json"), table => table.GetProperty("table").GetString() == "walk-forward-windows");
        await RefusedAsync("holds no examination", In("apart"), "--evidence", run);
    }

    [Fact]
    public async Task Report_RunOfAnOlderVersion_LeavesOutWhatItDidNotKeep()
    {
        await ModelsAsync("a");
        var summary = JsonNode.Parse(File.ReadAllBytes(In("a/summary.json")))!.AsObject();
        summary.Remove("liquidity");
        var tables = summary["tables"]!.AsArray();
        tables.Remove(tables.Single(table => table!["name"]!.ToString() == "benchmark"));
        File.WriteAllText(In("a/summary.json"), summary.ToJsonString());
        File.Delete(In("a/benchmark.parquet"));

        Assert.Equal(ExitCode.Success, await RunAsync(In("a"), "--out", In("sheet.csv")));

        var lines = File.ReadAllLines(In("sheet.csv"));
        Assert.Contains("run,facts,Benchmark,value,none", lines);
        Assert.Contains("figures,all-figures,Capacity,Value,", lines);
    }

    [Fact]
    public async Task Report_Portfolio_HasASectionForEveryStrategy()
    {
        File.WriteAllText(In("run.yaml"), "{symbols: [AAAUSDT, BBBUSDT], timeframe: 4h, leverage: 2, strategies: [{name: sma-cross, budget: 0.6}, {name: rsi-limit, symbol: BBBUSDT, budget: 0.4}]}");
        await BacktestAsync("a", In("run.yaml"));

        await RunAsync(In("a"), "--out", In("sheet.json"));

        var titles = Json("sheet.json").GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("title").GetString());
        Assert.Equal(["sma-cross AAAUSDT", "sma-cross BBBUSDT", "rsi-limit BBBUSDT"], titles.Intersect(["sma-cross AAAUSDT", "sma-cross BBBUSDT", "rsi-limit BBBUSDT"]));
    }

    [Fact]
    public async Task Compare_TwoRuns_ShowsBothAndWhereTheyDiffer()
    {
        await BacktestAsync("a", "--param", "fast=10");
        await BacktestAsync("b", "--param", "fast=20");

        Assert.Equal(ExitCode.Success, await RunAsync("compare", In("a"), In("b"), "--out", In("both.csv")));

        var lines = File.ReadAllLines(In("both.csv"));
        var (first, second) = (Json("a/summary.json"), Json("b/summary.json"));
        foreach (var summary in new[] { first, second })
            Assert.Contains($"figures,comparison,Sharpe ratio,{summary.GetProperty("runId").GetString()},{summary.GetProperty("figures").GetProperty("sharpe").GetDouble():R}", lines);
        Assert.Contains($"configurations,configuration-differences,strategies[0].parameters.fast,{second.GetProperty("runId").GetString()},20", lines);
        Assert.Contains(lines, line => line.StartsWith("differences,differences-table,", StringComparison.Ordinal) && line.Contains("p-value", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_ModelsRun_HasModelsRegimesAndWhyAPositionIsHeld()
    {
        await ModelsAsync("a");

        Assert.Equal(ExitCode.Success, await RunAsync(In("a"), "--out", In("sheet.csv")));
        Assert.Equal(ExitCode.Success, await RunAsync("regimes", In("a"), "--out", In("regimes.csv")));

        var (lines, summary) = (File.ReadAllLines(In("sheet.csv")), Json("a/summary.json"));
        foreach (var model in summary.GetProperty("models").EnumerateArray())
        {
            var figures = model.GetProperty("figures");
            Assert.Contains($"models,models-table,{model.GetProperty("name").GetString()},Sharpe ratio,{figures.GetProperty("sharpe").GetDouble():R}", lines);
            Assert.Contains($"models,models-table,{model.GetProperty("name").GetString()},Max. drawdown,{figures.GetProperty("maxDrawdown").GetDouble():R}", lines);
        }

        // The configuration's benchmark is beside the account without being asked for.
        Assert.Contains("run,facts,Benchmark,value,SPY", lines);
        Assert.Contains(lines, line => line.StartsWith("figures,all-figures,Total return,SPY,", StringComparison.Ordinal) && line[^1] != ',');

        // A regime that the summary counts is one of the report.
        foreach (var regime in summary.GetProperty("regimes").EnumerateArray().Where(regime => regime.GetProperty("decisions").GetInt32() > 10))
            Assert.Contains(File.ReadAllLines(In("regimes.csv")), line => line.Contains($",{regime.GetProperty("regime").GetString()}: account,Return,", StringComparison.Ordinal));
        var limited = lines.Where(line => line.StartsWith("limits,limits-hit,asset class,Times,", StringComparison.Ordinal)).Sum(line => int.Parse(line.Split(',')[^1], CultureInfo.InvariantCulture));
        Assert.Equal(summary.GetProperty("limits").EnumerateArray().Where(limit => limit.GetProperty("limit").GetString() == "asset class").Sum(limit => limit.GetProperty("decisions").GetInt32()), limited);
    }

    [Fact]
    public async Task Attribution_EveryDayOfARun_SumsToThePosition()
    {
        await ModelsAsync("a");
        var run = await ReportRuns.OpenAsync(In("a"), TestContext.Current.CancellationToken);

        foreach (var decision in run.Decisions!.All)
        {
            foreach (var asset in new[] { "SPY", "BTCUSDT" })
            {
                var why = PositionExplanation.Of(run, asset, decision.Time);
                Assert.Equal(decision, why.Decision);
                Assert.Equal(why.Asked, why.Wishes.Sum(wish => wish.Asked), 1e-9);
                Assert.Equal(why.Allowed, why.Wishes.Sum(wish => wish.Allowed), 1e-9);
                // The steps lead from what was asked to what was allowed, with no gap.
                Assert.Equal(why.Allowed, why.Limits is [.., var last] ? last.After : why.Asked, 1e-9);
            }
        }

        Assert.Contains(run.Decisions.All, decision => PositionExplanation.Of(run, "BTCUSDT", decision.Time).Limits.Count > 0);
        Assert.Equal(ExitCode.Success, await RunAsync("attribution", In("a"), "--asset", "SPY", "--at", "2021-09-01"));
        Assert.Equal(ExitCode.Success, await RunAsync("attribution", In("a"), "--asset", "SPY", "--at", "2021-09-01T20:00", "--json"));
        await RefusedAsync("The run has no asset 'SPX'", "attribution", In("a"), "--asset", "SPX", "--at", "2021-09-01");
        await RefusedAsync("give a UTC time such as", "attribution", In("a"), "--asset", "SPY", "--at", "yesterday");
        await RefusedAsync("The run began on", "attribution", In("a"), "--asset", "SPY", "--at", "2019-09-01");
    }

    [Fact]
    public async Task Regimes_RunOfAStrategy_AreRefused()
    {
        await BacktestAsync("a");

        await RefusedAsync("has no regimes; runs of models have", "regimes", In("a"));
        await RefusedAsync("is no run of models", "attribution", In("a"), "--asset", "SYNUSD", "--at", "2020-06-01");
    }

    [Fact]
    public async Task Report_RealData_IsWrittenWithoutAScript()
    {
        Assert.SkipUnless(RepositoryPaths.Shared is not null, "There is no folder 'shared' beside the repository.");
        var file = Path.Combine(RepositoryPaths.Shared!, "data", "crypto", "BTCUSDT_binance_1d_2017-08_2024-03.csv");
        Assert.Equal(ExitCode.Success, await BacktestCommandAsync("--data", file, "--symbol", "BTCUSDT", "--strategy", "sma-cross", "--out", In("a")));

        Assert.Equal(ExitCode.Success, await RunAsync(In("a"), "--benchmark", file));

        var page = File.ReadAllText(In("a/report.html"));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("COVID-19", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_WhatCannotBeReported_SaysWhy()
    {
        await BacktestAsync("a");
        await RefusedAsync("Give the folder of a run");
        await RefusedAsync("holds no run", In("none"));
        await RefusedAsync("There is no file or folder", In("a"), "--benchmark", In("none.csv"));
        await RefusedAsync("cannot be read as what 'examine --json' prints", In("a"), "--evidence", In("a/equity.parquet"));
        File.WriteAllText(In("other.json"), """{"strategy": "donchian", "symbol": "SYNUSD", "checks": [{"name": "trades", "value": 1, "threshold": 1, "weight": 1, "passed": true}]}""");
        await RefusedAsync("examines donchian on SYNUSD, which says nothing of sma-cross on SYNUSD", In("a"), "--evidence", In("other.json"));
        await RefusedAsync("The report cannot be written", In("a"), "--out", In("none/sheet.html"));
        File.WriteAllBytes(In("LATE_1d.csv"), CanonicalCsv.Write(SyntheticMarket.Generate("LATE", Timeframe.D1, new DateTimeOffset(2035, 1, 1, 0, 0, 0, TimeSpan.Zero), 30, seed: 5)));
        await RefusedAsync("has no bars between 2020-01-01", In("a"), "--benchmark", In("LATE_1d.csv"));
    }

    private async Task RefusedAsync(string reason, params string[] arguments)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync(arguments));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private async Task BacktestAsync(string name, params string[] more) => Assert.Equal(
        ExitCode.Success,
        await BacktestCommandAsync([.. more, "--synthetic", "--to", "2022-01-01", .. more.Any(one => one.EndsWith(".yaml", StringComparison.Ordinal)) ? Array.Empty<string>() : ["--strategy", "sma-cross"], "--out", In(name)]));

    private async Task<string> RecordAsync(params string[] more)
    {
        var before = Directory.Exists(In("runs/made")) ? Directory.GetDirectories(In("runs/made")) : [];
        Assert.Equal(ExitCode.Success, await BacktestCommandAsync([.. more, "--synthetic", "--to", "2022-01-01", "--strategy", "sma-cross", "--experiment", "made", "--runs", In("runs")]));
        return Directory.GetDirectories(In("runs/made")).Except(before).Single();
    }

    private async Task ExamineAsync(params string[] more) => Assert.Equal(
        ExitCode.Success,
        await InvokeAsync(
            ExamineCommand.Create(StrategyLibrary.BuiltIn),
            [.. more, "--synthetic", "--to", "2022-01-01", "--strategy", "sma-cross", "--histories", "50", "--experiment", "made", "--runs", In("runs")]));

    private async Task ModelsAsync(string name)
    {
        File.WriteAllText(In("platform.yaml"), """
            experiment: made-up
            timeframe: 1d
            start: 2021-06-01
            end: 2022-03-01
            models:
              EquityTrendModel_v1: {budget: 0.6}
              IndexMeanReversionModel_v1: {budget: 0.25, parameters: {bars: 1d, rsiEntry: 45}}
              CryptoMomentumModel_v1: {budget: 0.15}
            risk: {asset_class: {crypto: 0.1}}
            """);
        Directory.CreateDirectory(In("bars"));
        foreach (var (symbol, seed) in new[] { "SPY", "QQQ", "BTCUSDT", "ETHUSDT" }.Select((symbol, index) => (symbol, index)))
        {
            var made = SyntheticMarket.Generate(symbol, Timeframe.D1, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), 900, seed + 3);
            File.WriteAllBytes(In($"bars/{symbol}_1d.csv"), CanonicalCsv.Write(made));
        }

        Assert.Equal(ExitCode.Success, await BacktestCommandAsync(In("platform.yaml"), "--data", In("bars"), "--out", In(name)));
    }

    private static Task<int> BacktestCommandAsync(params string[] arguments) => InvokeAsync(BacktestCommand.Create(StrategyLibrary.BuiltIn), arguments);

    private static Task<int> RunAsync(params string[] arguments) => InvokeAsync(ReportCommand.Create(), arguments);

    private static Task<int> InvokeAsync(Command command, string[] arguments)
    {
        var parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
    }

    private IReadOnlyList<JsonElement> Tables(string name) =>
        [.. Json(name).GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("blocks").EnumerateArray()).Where(block => block.GetProperty("type").GetString() == "table")];

    private string In(string name) => Path.Combine(folder, name);

    private JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllBytes(In(name))).RootElement;
}
