using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Infra.MarketData;
using Serverless.Infra.Runs;

namespace Serverless.Infra.Backtests;

/// <summary>Runs orders. The same order gives the same bytes, those of <c>cli backtest</c> with the same configuration and data.</summary>
public sealed class BacktestExecutor(MarketDataStore store, StrategyLibrary strategies)
{
    /// <summary>Loads the series, runs, and makes the files.</summary>
    /// <param name="order">What to run.</param>
    /// <param name="progress">Hears the share of the run that is done, of one with several strategies, symbols or models; one of one strategy on one symbol
    /// is over before there is much to tell. Null for nobody.</param>
    /// <param name="cancellationToken">Stops loading; a run that has begun comes to its end.</param>
    /// <exception cref="ArgumentException">No bar lies between start and end; the message names the symbol.</exception>
    /// <exception cref="InvalidDataException">Stored bars are not those that the order names.</exception>
    /// <exception cref="FileNotFoundException">A series is gone.</exception>
    public Task<ExecutedBacktest> ExecuteAsync(BacktestOrder order, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var map = ConfigurationDocument.Parse(order.Configuration, "order");
        return order.Kind == BacktestKind.Platform
            ? PlatformAsync(order, PlatformSchema.BuiltIn.Read(map), progress, cancellationToken)
            : RunAsync(order, RunSchema.For(strategies).Read(map), progress, cancellationToken);
    }

    private async Task<ExecutedBacktest> RunAsync(
        BacktestOrder order, RunConfiguration run, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var bars = new List<BarSeries>();
        foreach (var symbol in run.Symbols)
        {
            var series = await store.LoadAsync(order.Datasets.First(dataset => dataset.Symbol == symbol), run.Timeframe, cancellationToken);
            bars.Add(series.Slice(0, ConfiguredRun.RangeOf(run, series).End.Value));
        }

        var origin = RunOrigin.Of(RunSchema.For(strategies), run, bars, order.CodeVersion);
        cancellationToken.ThrowIfCancellationRequested();
        if (run.IsPortfolio)
        {
            var portfolio = await PortfolioRecord.CreateAsync(origin, bars, ConfiguredPortfolio.Execute(run, bars, progress));
            return new ExecutedBacktest(portfolio, portfolio.Summary.RunHash, portfolio.Summary.Failure);
        }

        var single = await RunRecord.CreateAsync(origin, bars[0], ConfiguredRun.Execute(run, bars[0]));
        return new ExecutedBacktest(single, single.Summary.RunHash, single.Summary.Failure);
    }

    private async Task<ExecutedBacktest> PlatformAsync(
        BacktestOrder order, PlatformConfiguration platform, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var data = await store.LoadAsync(order.Datasets, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var run = new ModelRun(platform, data);
        var files = await ModelRunRecord.CreateAsync(platform, run, run.Execute(progress), order.CodeVersion);
        return new ExecutedBacktest(files, files.Summary.RunHash, files.Summary.Failure);
    }
}
