using System.Collections.Immutable;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.Backtesting.Models;

public sealed class ModelSweepTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PlatformConfiguration configuration = PlatformTexts.Read("""
        timeframe: 1d
        start: 2021-06-01
        models:
          EquityTrendModel_v1: {budget: 0.6}
          CryptoMomentumModel_v1: {budget: 0.15}
        """);

    private ModelData Data { get; } = new(
        [.. new[] { "SPY", "QQQ", "BTCUSDT", "ETHUSDT" }.Select((symbol, index) => SyntheticMarket.Generate(symbol, Timeframe.D1, Start, 800, index + 3))], []);

    [Fact]
    public void Run_AnyNumberOfThreads_GivesTheRowsOfSingleRuns()
    {
        var sweep = new ModelSweep(configuration, new ModelRun(configuration, Data));
        var grid = ModelAxes.Grid(configuration, [ParameterAxis.Parse("EquityTrendModel_v1.average=50..150:50"), ParameterAxis.Parse("CryptoMomentumModel_v1.short=20,40")]);

        var one = Run(sweep, grid, 1);
        var many = Run(sweep, grid, 4);

        Assert.Equal(6, one.Count);
        Assert.Equal(one.Select(row => (row.FinalEquity, row.Metrics)), many.Select(row => (row.FinalEquity, row.Metrics)));
        foreach (var row in one)
        {
            var alone = PlatformTexts.Read($$$"""
                timeframe: 1d
                start: 2021-06-01
                models:
                  EquityTrendModel_v1: {budget: 0.6, parameters: {average: {{{row.Parameters["EquityTrendModel_v1.average"]}}}}}
                  CryptoMomentumModel_v1: {budget: 0.15, parameters: {short: {{{row.Parameters["CryptoMomentumModel_v1.short"]}}}}}
                """);
            Assert.Equal(new ModelRun(alone, Data).Execute().Portfolio.Equity[^1], row.FinalEquity);
        }

        Assert.True(one.Select(row => row.FinalEquity).Distinct().Count() > 3);
    }

    [Fact]
    public void Grid_WhatCannotBeSwept_SaysWhy()
    {
        var sweep = new ModelSweep(configuration, new ModelRun(configuration, Data));

        Assert.Contains("say which parameters change", Problem());
        Assert.Contains("did you mean 'EquityTrendModel_v1.average'", Problem("EquityTrendModel_v1.avrage=50"));
        Assert.Contains("it must be a whole number from 20 to 400", Problem("EquityTrendModel_v1.average=5,50"));
        Assert.Contains("is given more than once", Problem("EquityTrendModel_v1.average=50", "EquityTrendModel_v1.average=60"));
        Assert.Contains(
            "no model Other",
            Assert.Throws<ArgumentException>(() => sweep.Run(ImmutableSortedDictionary<string, double>.Empty.Add("Other.average", 1))).Message);

        string Problem(params string[] texts) => Assert.Throws<ArgumentException>(() => ModelAxes.Grid(configuration, [.. texts.Select(text => ParameterAxis.Parse(text))])).Message;
    }

    [Fact]
    public void Key_OtherConfigurationOrData_IsAnother()
    {
        var key = new ModelSweep(configuration, new ModelRun(configuration, Data)).Key;
        var other = configuration with { BacktestInitialNav = 5 };
        var less = Data with { Bars = [Data.Bars[0].Slice(0, 700), .. Data.Bars.Skip(1)] };

        Assert.Equal(key, new ModelSweep(configuration, new ModelRun(configuration, Data)).Key);
        Assert.NotEqual(key, new ModelSweep(other, new ModelRun(other, Data)).Key);
        Assert.NotEqual(key, new ModelSweep(configuration, new ModelRun(configuration, less)).Key);
    }

    private static IReadOnlyList<SweepRow> Run(ModelSweep sweep, ParameterGrid grid, int threads) =>
        sweep.Run(grid.Sets, new SweepOptions { Threads = threads }, TestContext.Current.CancellationToken);
}
