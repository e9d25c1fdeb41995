using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Optimize;

/// <summary>The steps of <c>optimize</c>: as a durable optimisation takes them, in one process.</summary>
internal sealed class OptimizeRun(OptimizeView view)
{
    public Task<OptimizationResult> RunAsync(BarSeries bars, OptimizationSettings settings, CancellationToken cancellation) =>
        view.ProgressAsync(settings.Trials, report => Task.Run(() => Search(bars, settings, report, cancellation), cancellation));

    private static OptimizationResult Search(BarSeries bars, OptimizationSettings settings, Action<TrialLog> report, CancellationToken cancellation)
    {
        var features = new FeatureCache();
        var hash = ContentHash.Of(bars);
        var template = StrategyCatalog.Get(settings.Template);
        var split = DataSplit.Of(bars, settings);
        var log = OptimizationLoop.Run(
            settings.ToOptimizer(), proposal => Try(proposal, split.Train, settings.Objective), settings.Trials, settings.BatchSize, Environment.ProcessorCount, report, cancellation);
        var unseen = log.Best is { } best && split.TestBars > 0 ? Try(best.Proposal, split.Test, settings.Objective with { Limits = [] }) : null;
        return new OptimizationResult(settings, log.Trials, log.Best?.Proposal.Number, unseen, log.Multiplicity());

        Trial Try(Proposal proposal, Range range, Core.Optimization.Objectives.Objective objective)
        {
            using var indicators = features.SetOf(hash, bars, settings.Backtest.Market);
            return TrialRun.Run(indicators, template, settings.Backtest, range, objective, proposal, hash);
        }
    }
}
