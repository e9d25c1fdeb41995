using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData.Benchmarks;
using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

/// <summary>Live strategies for the watch.</summary>
internal static class Watched
{
    public static readonly DateTimeOffset Now = new(2021, 6, 1, 1, 0, 0, TimeSpan.Zero);

    public static readonly MonitoringLimits Limits = new();

    /// <summary>A strategy with these daily returns up to yesterday, that promised what <paramref name="expected"/> is.</summary>
    public static MonitoredStrategy Strategy(double[] live, double[]? expected = null, string id = "trend", double? score = 1, LifecycleStanding? standing = null)
    {
        var daily = UntilYesterday(live);
        double equity = 1, peak = 1;
        foreach (var value in live)
        {
            equity *= 1 + value;
            peak = Math.Max(peak, equity);
        }

        return new MonitoredStrategy
        {
            Deployment = Deployed(id, Now.AddDays(-live.Length), standing ?? new LifecycleStanding(LifecycleStage.Live)),
            BarLength = TimeSpan.FromHours(4),
            Score = score,
            Expected = StrategyFigures.Of(UntilYesterday(expected ?? live), 20, 0.6),
            Live = new PaperRecord { Daily = daily, Equity = equity, Peak = peak, LastClose = Now.AddHours(-1), AnnualTurnover = 20, Exposure = 0.6 },
            Recent = daily,
        };
    }

    public static Deployment Deployed(string id, DateTimeOffset since, LifecycleStanding standing, params DeploymentChange[] changes) => new()
    {
        StrategyId = id,
        Identity = new StrategyIdentity("sma-cross", StrategyCatalog.Get("sma-cross").Idea, "BTCUSDT"),
        Standing = standing,
        Since = since,
        Capital = 10_000,
        Changes = [.. changes],
    };

    public static MonitoringInput Input(params MonitoredStrategy[] strategies) => new()
    {
        Now = Now,
        Strategies = strategies,
        Benchmark = UntilYesterday(Noise(800, 0.03, 99)),
    };

    public static DailyReturns UntilYesterday(double[] values)
    {
        var today = Benchmark.DayOf(Now.UtcTicks);
        return new DailyReturns([.. Enumerable.Range(today - values.Length, values.Length)], values);
    }

    /// <summary>Gaussian returns with exactly this mean, in deviations of exactly this size.</summary>
    public static double[] Noise(int count, double deviation, long seed, double sharpe = 0)
    {
        var random = new SeededRandom(seed);
        double[] draws = [.. Enumerable.Range(0, count).Select(_ => random.NextGaussian())];
        var moments = ReturnMoments.Of(draws);
        var mean = sharpe / Math.Sqrt(365.25);
        return Array.ConvertAll(draws, draw => deviation * (((draw - moments.Mean) / moments.Deviation!.Value) + mean));
    }

    public static double[] Flat(int count, double value = 0) => [.. Enumerable.Repeat(value, count)];
}
