using System.Globalization;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>Four years of real funding on real bars, some of which are missing.</summary>
public sealed class RealFundingTests
{
    [Fact]
    public void Run_LongThroughFourYears_PaysEveryPaymentOnce()
    {
        var bars = Bars();
        var (ticks, rates) = Funding();
        var strategy = new ScriptedStrategy((in Core.Strategies.BarContext context) =>
        {
            if (context.Bar == 0)
                context.Buy(1);
        });
        var settings = new EventBacktestSettings { Rules = new SimulationRules { Funding = new FundingSchedule(ticks, rates) } };

        var result = EventBacktester.Run(bars, ref strategy, new ExecutionCosts { CommissionBps = 0, SlippageBps = 0 }, settings, ..);

        // Held from 2019 on, and every payment falls on the open of a bar.
        var expected = 0.0;
        for (var i = 0; i < ticks.Length; i++)
            expected += rates[i] * bars.Open[bars.OpenTicks.BinarySearch(ticks[i])];
        Assert.Equal(4383, ticks.Length);
        Assert.Equal(expected, result.Costs.Funding, 6);
        Assert.Equal(100_000 + bars.Close[^1] - bars.Open[1] - expected, result.Equity[^1], 6);
    }

    // The file's stamps are three hours late and up to 47 ms off.
    private static (long[] Ticks, double[] Rates) Funding()
    {
        var rows = SharedFolder.Lines("data/perp/funding_BTC-USDT_binance_8h_2020-2023.csv.gz").Skip(1)
            .Select(line => line.Split(',')).ToList();
        var hour = TimeSpan.TicksPerHour;
        return (
            [.. rows.Select(row => (Time(row[1]) + (hour / 2)) / hour * hour - (3 * hour))],
            [.. rows.Select(row => double.Parse(row[2], CultureInfo.InvariantCulture))]);
    }

    private static BarSeries Bars()
    {
        var rows = SharedFolder.Lines("data/crypto/BTCUSDT_binance_4h_2019-01_2025-11.csv.gz").Skip(1).Select(line => line.Split(',')).ToList();
        double[] Column(int index) => [.. rows.Select(row => double.Parse(row[index], CultureInfo.InvariantCulture))];
        return new BarSeries(
            "BTCUSDT", Timeframe.H4, rows.Select(row => Time(row[0])).ToArray(), Column(1), Column(2), Column(3), Column(4), Column(5));
    }

    private static long Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture).Ticks;
}
