using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.Indicators;
using Serverless.Core.Strategies;
using Serverless.Infra.Backtests;
using Serverless.Infra.MarketData;

namespace Serverless.Infra.Optimizations;

/// <summary>Makes searches of orders. The same order gives the same trials, those of <c>cli optimize</c> with the same configuration and data.</summary>
public sealed class OptimizationExecutor(MarketDataStore store, StrategyLibrary strategies, FeatureCache features)
{
    /// <summary>Loads the series.</summary>
    /// <exception cref="ArgumentException">No bar lies between start and end; the message names the symbol.</exception>
    /// <exception cref="InvalidDataException">Stored bars are not those that the order names.</exception>
    /// <exception cref="FileNotFoundException">A series is gone.</exception>
    public Task<PreparedSearch> PrepareAsync(OptimizationOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var map = ConfigurationDocument.Parse(order.Run.Configuration, "order");
        return order.Run.Kind == BacktestKind.Platform
            ? ModelsAsync(order, PlatformSchema.BuiltIn.Read(map), cancellationToken)
            : SignalAsync(order, RunSchema.For(strategies).Read(map), cancellationToken);
    }

    private async Task<PreparedSearch> SignalAsync(OptimizationOrder order, RunConfiguration run, CancellationToken cancellationToken)
    {
        var bars = await store.LoadAsync(order.Run.Datasets[0], run.Timeframe, cancellationToken);
        return PreparedSearch.Of(RunSchema.For(strategies), run, bars, order.Search, order.Run.CodeVersion, features);
    }

    private async Task<PreparedSearch> ModelsAsync(OptimizationOrder order, PlatformConfiguration platform, CancellationToken cancellationToken)
    {
        var run = new ModelRun(platform, await store.LoadAsync(order.Run.Datasets, cancellationToken));
        return PreparedSearch.Of(platform, run, order.Search, order.Run.CodeVersion);
    }
}
