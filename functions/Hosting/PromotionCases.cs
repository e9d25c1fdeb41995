using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Regimes;
using Serverless.Core.Scoring;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Time;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Gathers what a cycle has left about the strategies that it decides about.</summary>
public sealed class PromotionCases(
    ScorecardTable scorecards,
    StrategyTable strategies,
    RunStore runs,
    MarketDataStore market,
    HealthTable health,
    ForwardRuns forward,
    BenchmarkReader benchmark,
    MonitoringLimits limits)
{
    // What it has worked out of a benchmark holds until data change.
    private volatile BenchmarkWindows? windows;

    /// <summary>A case for each strategy of the roster, in its order.</summary>
    public async Task<IReadOnlyList<StrategyCase>> LoadAsync(PlanPromotions.Input input, CancellationToken cancellation)
    {
        var cycleId = input.Cycle.CycleId;
        var rows = (await scorecards.ListAsync(cycleId, cancellation)).ToDictionary(row => row.StrategyId);
        var evidence = (await runs.GetJsonAsync<AssessedCycle>(RunBlobs.Evidence(cycleId), cancellation)).Evidence?.Strategies.ToDictionary(one => one.StrategyId) ?? [];
        var regimes = new Dictionary<string, SymbolRegimes>(StringComparer.Ordinal);
        var stored = await market.ListAsync(cancellation);
        var lags = await ReadBenchmarkAsync(cancellation);
        var cases = new List<StrategyCase>();
        foreach (var entry in input.Roster.Strategies)
        {
            var id = entry.Deployment.StrategyId;
            var look = entry.Deployment.Stage is LifecycleStage.Paper or LifecycleStage.Live ? await health.FindLastAsync(entry.Deployment, cancellation) : null;
            var one = new StrategyCase
            {
                Deployment = entry.Deployment,
                Streak = entry.Streak ?? new StreakState(),
                InTop = entry.InTop == true,
                Paper = entry.Deployment.Stage == LifecycleStage.Paper && look?.At >= input.OccurredAt.AddDays(-PaperTrial.DaysFresh) ? look.ToTrial() : null,
                Value = entry.Deployment.Stage == LifecycleStage.Live ? look?.Worth() : null,
            };
            if (rows.TryGetValue(id, out var row))
                one = await WithResultAsync(one with { Row = row, Evidence = evidence.GetValueOrDefault(id) }, row, input, stored, lags, regimes, cancellation);
            cases.Add(one);
        }

        return cases;
    }

    private async Task<StrategyCase> WithResultAsync(
        StrategyCase one,
        ScorecardRow row,
        PlanPromotions.Input input,
        IReadOnlyList<DatasetManifest> stored,
        BenchmarkWindows? lags,
        Dictionary<string, SymbolRegimes> regimes,
        CancellationToken cancellation)
    {
        var strategy = (await strategies.FindAsync(row.Template, row.StrategyId, cancellation))?.Configuration;
        one = one with { Parameters = strategy?.Parameters ?? one.Parameters };
        if (row.Score is null)
            return one;
        var returns = await runs.GetJsonAsync<DailyReturns>(RunBlobs.Daily(input.Cycle.CycleId, row.StrategyId), cancellation);
        var dataset = input.Datasets.FirstOrDefault(dataset => dataset.Symbol == row.Symbol);
        if (!regimes.TryGetValue(row.Symbol, out var symbol) && dataset is not null)
            regimes.Add(row.Symbol, symbol = await ReadRegimesAsync(dataset, input.OccurredAt, cancellation));
        return one with
        {
            Returns = returns,
            Survival = dataset is null ? null : Survival.Measure(returns, dataset.Market == Market.Crypto ? lags : null, limits),
            Recent = strategy is not null && one.Deployment.Stage is (LifecycleStage.Paper or LifecycleStage.Live)
                ? (await forward.FindAsync(stored, one.Deployment, strategy, input.OccurredAt, cancellation))?.Recent(limits.CorrelationDays)
                : null,
            Regime = symbol is null ? null : RegimeFit.Measure(returns, symbol.Days, symbol.Days[^1].Regime, symbol.Stale, input.Roster.Policy.MinDays),
        };
    }

    private async Task<BenchmarkWindows?> ReadBenchmarkAsync(CancellationToken cancellation)
    {
        // The watch holds nobody against a benchmark that was never there.
        if (await benchmark.ReadAsync(cancellation) is not { Days.Length: > 0 } read)
            return null;
        if (windows is { } known && ReferenceEquals(known.Benchmark, read))
            return known;
        return windows = new BenchmarkWindows(read, limits);
    }

    private async Task<SymbolRegimes> ReadRegimesAsync(DatasetInfo dataset, DateTimeOffset now, CancellationToken cancellation)
    {
        var series = (await market.LoadAsync(dataset, cancellation)).ClosedBy(now);
        var lastClose = new DateTimeOffset(series.OpenTime(series.Count - 1) + series.Timeframe.Length());
        return new SymbolRegimes(DailyRegimes.Of(series, dataset.Market), now - lastClose > RegimeReader.StaleAfter);
    }

    private sealed record SymbolRegimes(IReadOnlyList<(int Day, VolatilityRegime Regime)> Days, bool Stale);
}
