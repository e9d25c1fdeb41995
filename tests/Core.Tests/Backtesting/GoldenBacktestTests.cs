using System.Collections.Immutable;
using System.Text.Json;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>
/// The figures that LEAN, backtesting.py, backtrader, vectorbt and freqtrade agree on: SMA cross, long a fixed quantity or flat,
/// 4 bps a side, decision at the close, fill at the next open.
/// </summary>
public sealed class GoldenBacktestTests
{
    [Fact]
    public void Run_GridOfHundred_PicksTheCombinationAndEquityOfSevenEngines()
    {
        var bars = Bars("data/gbm_1m_20000.csv.gz");
        var settings = Settings(cash: 1e8, units: 1);
        var grid =
            from fast in Enumerable.Range(1, 10).Select(k => 5 * k)
            from slow in Enumerable.Range(3, 10).Select(k => 20 * k)
            select (fast, slow, Equity: Run(bars, fast, slow, settings).Equity[^1]);

        var (bestFast, bestSlow, equity) = grid.MaxBy(point => point.Equity);

        Assert.Equal((25, 160), (bestFast, bestSlow));
        Assert.Equal(99_998_867.9809, equity, 4);
    }

    [Fact]
    public void Run_GoogSma_MatchesBacktestingPyTradeByTradeAndBarByBar()
    {
        var bars = Bars("data/GOOG.csv");
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Path("golden/backtest/case1_goog_sma_long_flat.json")));
        var golden = document.RootElement.GetProperty("results")[0];

        var result = Run(bars, 10, 30, Settings(cash: 100_000, units: 100));

        Assert.Null(result.Failure);
        Assert.Equal(180_655.112, result.Equity[^1], 6);
        var curve = golden.GetProperty("equity_curve").EnumerateArray().Skip(31).Select(point => point.GetDouble()).ToArray();
        Assert.Equal(curve.Length, result.Equity.Length);
        Assert.All(curve.Zip(result.Equity), pair => Assert.Equal(pair.First, pair.Second, 6));
        var trades = golden.GetProperty("closed_trades").EnumerateArray().ToArray();
        Assert.Equal(trades.Length, result.Trades.Count);
        Assert.All(trades.Zip(result.Trades), pair =>
        {
            var (expected, actual) = pair;
            Assert.Equal(bars.OpenTime(expected.GetProperty("entry_bar").GetInt32()), actual.EntryTime);
            Assert.Equal(bars.OpenTime(expected.GetProperty("exit_bar").GetInt32()), actual.ExitTime);
            Assert.Equal(expected.GetProperty("entry_price").GetDouble(), actual.EntryPrice, 9);
            Assert.Equal(expected.GetProperty("exit_price").GetDouble(), actual.ExitPrice, 9);
            Assert.Equal(expected.GetProperty("commission").GetDouble(), actual.Commission, 6);
            Assert.Equal(expected.GetProperty("pnl").GetDouble(), actual.NetProfit, 6);
        });
        Assert.Equal(bars.OpenTime(2088), result.OpenPosition!.EntryTime);
        Assert.Equal(100, result.OpenPosition.Quantity);
    }

    // Those engines first decide at bar index `slow`, so the first bar to trade is the one after.
    private static BacktestResult Run(BarSeries bars, int fast, int slow, BacktestSettings settings) => Backtester.Run(
        bars,
        StrategyCatalog.Get("sma-cross"),
        ImmutableSortedDictionary<string, double>.Empty.Add("fast", fast).Add("slow", slow),
        settings,
        (slow + 1)..);

    private static BacktestSettings Settings(double cash, double units) => new()
    {
        InitialEquity = cash,
        Costs = new ExecutionCosts { CommissionBps = 4, SlippageBps = 0 },
        Sizing = PositionSizing.Units(units),
        AllowShort = false,
    };

    private static BarSeries Bars(string file) => GoldenBars.Read(SharedFolder.Path($"golden/backtest/{file}"));
}
