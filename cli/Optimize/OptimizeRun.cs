using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;

namespace Serverless.Cli.Optimize;

/// <summary>The steps of <c>optimize</c>: as a durable optimisation takes them, in one process.</summary>
internal sealed class OptimizeRun(MarketDataStore store, OptimizeView view)
{
    public async Task<OptimizationResult> RunAsync(DatasetManifest manifest, OptimizationSettings settings, CancellationToken cancellation)
    {
        var dataset = manifest.Dataset;
        if (dataset.Timeframe is null || !dataset.Market.IsTradable())
            throw new CommandException($"'{dataset.Name}' cannot be traded.", ExitCode.Usage);
        if (manifest.RawSplits > 0)
            throw new CommandException($"'{dataset.Name}' has {manifest.RawSplits} raw splits, which look like losses; 'data adjust' makes a series without.", ExitCode.Usage);
        var bars = RegularHours.Of(await store.LoadAsync(dataset, cancellation), dataset.Market);
        return await view.ProgressAsync(settings.Trials, report => Task.Run(() => Search(bars, dataset, settings with { Symbol = dataset.Symbol }, report, cancellation), cancellation));
    }

    private static OptimizationResult Search(
        BarSeries bars, DatasetInfo dataset, OptimizationSettings settings, Action<TrialLog> report, CancellationToken cancellation)
    {
        var features = new FeatureCache();
        var template = StrategyCatalog.Get(settings.Template);
        var backtest = settings.Backtest with { Market = dataset.Market };
        var split = DataSplit.Of(bars, settings);
        var log = OptimizationLoop.Run(
            settings.ToOptimizer(), proposal => Try(proposal, split.Train, settings.Objective), settings.Trials, settings.BatchSize, Environment.ProcessorCount, report, cancellation);
        var unseen = log.Best is { } best && split.TestBars > 0 ? Try(best.Proposal, split.Test, settings.Objective with { Limits = [] }) : null;
        return new OptimizationResult(settings, log.Trials, log.Best?.Proposal.Number, unseen, log.Multiplicity());

        Trial Try(Proposal proposal, Range range, Core.Optimization.Objectives.Objective objective)
        {
            using var indicators = features.SetOf(dataset.Sha256, bars, dataset.Market);
            return TrialRun.Run(indicators, template, backtest, range, objective, proposal, dataset.Sha256);
        }
    }
}
