using Serverless.Core.MarketData.Benchmarks;
using Serverless.Core.Time;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// One look at all strategies that are live or on paper. A strategy whose feed is stale, or that has failed, has that one finding: nothing is decided on data that are not
/// there.
/// </summary>
public static class MonitoringReview
{
    /// <summary>Subject of what concerns the benchmark.</summary>
    public const string Benchmark = "benchmark";

    private const int BenchmarkDaysLate = 2;

    /// <summary>All findings: those of each strategy in the order of the input, then benchmark, correlations and markets.</summary>
    public static IReadOnlyList<Finding> Run(MonitoringInput input, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(limits);
        var lateBenchmark = input.Strategies.Any(strategy => strategy.Market == Market.Crypto) ? FindLateBenchmark(input) : null;
        var findings = input.Strategies
            .SelectMany(strategy => Of(strategy, input, lateBenchmark is null, limits).Select(finding => strategy.IsLive ? finding : PaperRule.Of(finding)))
            .ToList();
        if (lateBenchmark is not null)
            findings.Add(lateBenchmark);
        var correlations = Correlate(input, limits);
        findings.AddRange(CorrelationRule.Check(correlations, limits));
        findings.AddRange(input.Markets.Select(market => ReevaluationRule.Check(market, TradersOf(input, market.Change.Subject), input.Now, limits)).OfType<Finding>());
        return findings;
    }

    /// <summary>The correlation matrix of the strategies with fresh data.</summary>
    public static LiveCorrelations Correlate(MonitoringInput input, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(input);
        return LiveCorrelations.Of(
            [.. input.Strategies.Where(strategy => FeedRule.Check(strategy, input.Now, limits) is null)
                .Select(strategy => new CorrelatedStrategy(strategy.StrategyId, strategy.Score, strategy.Recent, strategy.IsLive))],
            limits);
    }

    private static IEnumerable<Finding> Of(MonitoredStrategy strategy, MonitoringInput input, bool hasBenchmark, MonitoringLimits limits)
    {
        if ((FeedRule.Check(strategy, input.Now, limits) ?? FailureRule.Check(strategy)) is { } stopped)
            return [stopped];
        Finding?[] losses =
        [
            LossRules.CheckLoss(strategy, limits),
            LossRules.CheckDrawdown(strategy, limits),
            hasBenchmark && strategy.Market == Market.Crypto ? BenchmarkRule.Check(strategy, input.Benchmark!, limits) : null,
            SequentialRule.Check(strategy),
        ];
        return [.. losses.OfType<Finding>(), .. DriftRule.Check(strategy, limits), .. RiskLimitRule.Check(strategy, input.RiskLimits)];
    }

    private static Finding? FindLateBenchmark(MonitoringInput input)
    {
        var today = Core.MarketData.Benchmarks.Benchmark.DayOf(input.Now.UtcTicks);
        var last = input.Benchmark?.Days is [.., var day] ? day : (int?)null;
        // Yesterday is the last day that has ended.
        if (last is { } known && today - 1 - known <= BenchmarkDaysLate)
            return null;
        return new Finding
        {
            Kind = FindingKind.StaleFeed,
            Subject = Benchmark,
            // One that was never there is no surprise.
            Severity = last is null ? AlertSeverity.Warning : AlertSeverity.Critical,
            Value = today - 1 - last,
            Threshold = BenchmarkDaysLate,
            Cause = last is null
                ? "There is no benchmark; no strategy is held against the market."
                : FormattableString.Invariant($"The benchmark ends on {DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(last.Value)):yyyy-MM-dd}; no strategy is held against it."),
            NextAction = "Import the prices and capitalisations of the benchmark's assets.",
        };
    }

    private static List<string> TradersOf(MonitoringInput input, string symbol) =>
        [.. input.Strategies.Where(strategy => strategy.Symbol == symbol).Select(strategy => strategy.StrategyId)];
}
