using System.Globalization;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Metrics;
using static Serverless.Core.Tests.Lifecycle.Monitoring.Watched;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

/// <summary>What looking once an hour is worth on real hours: bitcoin at full size, bought on every day of six years, for a year at most.</summary>
public sealed class LossGuardRealDataTests(ITestOutputHelper output)
{
    private const int Year = 365 * 24;

    [Fact]
    public void SC003_BitcoinAtFullSize_FewLosesMoreThanTwentyPercentAndNoneMoreThanTheGap()
    {
        var hours = SharedFolder.Lines("data/crypto/BTCUSDT_binance_1h_2017-08_2023-12.csv.gz").Skip(1).Select(line => line.Split(',')).ToArray();
        var (open, close) = (Column(hours, 1), Column(hours, 4));
        double[] daily = [.. Enumerable.Range(1, (close.Length / 24) - 1).Select(day => (close[(24 * (day + 1)) - 1] / close[(24 * day) - 1]) - 1).Order()];
        var strategy = Strategy(Flat(5));
        var threshold = LossRules.LossThreshold(strategy with { Expected = strategy.Expected with { TailLoss = TailRisk.HistoricalCvar(daily, 0.05) } }, Limits);

        double[] losses = [.. Enumerable.Range(1, (close.Length / 24) - 90).Select(day => LossOf(open, close, 24 * day, threshold)).Where(loss => loss > 0)];
        var late = Enumerable.Range(1, (close.Length / 24) - 90).Count(day => LossOf(open, close, 24 * day, 0.18) > 0.2);

        output.WriteLine(FormattableString.Invariant(
            $"out at {threshold:P1}: {losses.Length} left, {losses.Count(loss => loss > 0.2)} of them with more than 20 %, at worst {losses.Max():P1}; out at 18 %: {late}"));
        Assert.InRange(threshold, 0.1, 0.13);
        Assert.True(losses.Count(loss => loss > 0.2) < 0.02 * losses.Length);
        Assert.True(losses.Max() < 0.3);
        Assert.True(late > 5 * losses.Count(loss => loss > 0.2), "The reserve is what keeps losses below the limit.");
    }

    // Sold at the open that follows the look; 0 when it was never taken out.
    private static double LossOf(double[] open, double[] close, int bought, double threshold)
    {
        for (var hour = bought; hour < Math.Min(close.Length - 1, bought + Year); hour++)
        {
            if (1 - (close[hour] / open[bought]) >= threshold)
                return 1 - (open[hour + 1] / open[bought]);
        }

        return 0;
    }

    private static double[] Column(string[][] rows, int column) => [.. rows.Select(row => double.Parse(row[column], CultureInfo.InvariantCulture))];
}
