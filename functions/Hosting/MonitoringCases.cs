using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Scoring;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Core.Validation;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Gathers what is known of strategies that are live or on paper: what they promised, and what they have done since. Thread-safe.</summary>
public sealed class MonitoringCases(
    MarketDataStore market,
    StrategyTable strategies,
    ScorecardTable scorecards,
    DeploymentTable deployments,
    RunStore runs,
    LifecyclePolicy policy,
    CusumSettings drift,
    MonitoringLimits limits,
    ForwardRuns forward,
    IOptions<EvaluationOptions> options)
{
    // A backtest never changes, and to calibrate on one takes longer than all the rest.
    private readonly ConcurrentDictionary<string, ExpectedPerformance> expected = new(StringComparer.Ordinal);

    /// <summary>A case for each deployment, in their order. What cannot be run is a case with the reason as its failure.</summary>
    /// <param name="watched">Deployments that have an identity, with their changes.</param>
    /// <param name="now">Bars that closed later are not read.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<IReadOnlyList<MonitoredStrategy>> LoadAsync(IReadOnlyList<Deployment> watched, DateTimeOffset now, CancellationToken cancellation)
    {
        var stored = await market.ListAsync(cancellation);
        var ranked = new Dictionary<string, IReadOnlyList<ScorecardRow>>(StringComparer.Ordinal);
        var cases = new List<MonitoredStrategy>();
        foreach (var deployment in watched)
        {
            var identity = deployment.Identity!;
            var standing = (await deployments.FindAsync(deployment.StrategyId, cancellation))?.Standing;
            if (standing is not null && !ranked.ContainsKey(standing.CycleId))
                ranked.Add(standing.CycleId, await scorecards.ListAsync(standing.CycleId, cancellation));
            var strategy = (await strategies.FindAsync(identity.Template, deployment.StrategyId, cancellation))?.Configuration;
            var promised = await ExpectedAsync(deployment, standing, cancellation);
            var one = new MonitoredStrategy
            {
                Deployment = deployment,
                BarLength = TimeSpan.FromDays(1),
                Score = standing?.Score,
                Row = standing is null ? null : ranked[standing.CycleId].FirstOrDefault(row => row.StrategyId == deployment.StrategyId),
                Parameters = strategy?.Parameters ?? ImmutableSortedDictionary<string, double>.Empty,
                Expected = promised?.Figures ?? new StrategyFigures { Days = 0, MaxDrawdown = 0, Exposure = 0 },
                Drift = promised?.Drift,
                Live = Without("its configuration is not stored."),
                LargestWeights = WeightsOf(deployment, identity),
            };
            cases.Add(strategy is null ? one : WithRecord(one, await forward.FindAsync(stored, deployment, strategy, now, cancellation)));
        }

        return cases;
    }

    /// <summary>The cycle by whose backtest a strategy came to its stage; null when a person promoted it, or it is too long ago.</summary>
    internal static string? FindCycle(Deployment deployment) => deployment.Changes
        .LastOrDefault(change => change is { Trigger: LifecycleTrigger.Promote, Author.Role: null } && change.To.Stage == deployment.Stage)
        ?.OperationId.Split('/')[0];

    private MonitoredStrategy WithRecord(MonitoredStrategy one, ForwardRun? run) => run is null
        ? one with { Live = Without($"there were no bars of {one.Symbol} over the {options.Value.ToSettings().WalkForward.WindowDays} days before it came to its stage.") }
        : one with
        {
            Market = run.Settings.Market,
            BarLength = run.Bars.Timeframe.Length(),
            Parameters = run.Terms.Choices[^1].Configuration.Parameters,
            Choices = run.Terms.Choices,
            DataHash = run.Dataset.Sha256,
            Live = run.Run(SizeChanges.Of(one.Deployment)),
            AtFullSize = run.Run([]),
            Recent = run.Recent(limits.CorrelationDays),
        };

    private async Task<ExpectedPerformance?> ExpectedAsync(Deployment deployment, DeploymentStanding? standing, CancellationToken cancellation)
    {
        if ((FindCycle(deployment) ?? standing?.CycleId) is not { } cycle)
            return null;
        var name = RunBlobs.Result(cycle, deployment.StrategyId);
        if (expected.TryGetValue(name, out var known))
            return known;
        try
        {
            var result = await runs.GetJsonAsync<StrategyResult>(name, cancellation);
            var daily = await runs.GetJsonAsync<DailyReturns>(RunBlobs.Daily(cycle, deployment.StrategyId), cancellation);
            var figures = StrategyFigures.Of(daily, result.OutOfSample?.AnnualTurnover, result.OutOfSample?.Exposure ?? 0);
            return expected.GetOrAdd(name, new ExpectedPerformance(figures, CusumPlan.Calibrate(daily.Values, drift)));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private ImmutableSortedDictionary<string, double> WeightsOf(Deployment deployment, StrategyIdentity identity) =>
        ImmutableSortedDictionary<string, double>.Empty.Add(identity.Symbol, policy.Capital == 0 ? 0 : (double)(deployment.Capital / policy.Capital));

    private static PaperRecord Without(string failure) => new() { Daily = new DailyReturns([], []), Equity = 1, Peak = 1, Failure = failure };
}
