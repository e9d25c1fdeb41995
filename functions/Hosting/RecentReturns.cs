using Microsoft.Extensions.Options;
using Serverless.Core.Backtesting;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;
using Serverless.Infra.MarketData;

namespace Serverless.Functions.Hosting;

/// <summary>What strategies would have returned over the last days, as they run now: how they go together is judged on these. Thread-safe.</summary>
public sealed class RecentReturns(EvaluationBars bars, MonitoringLimits limits, IOptions<EvaluationOptions> options)
{
    /// <summary>The days of the correlation rule, and those before that it has been in its stage; null when there are no bars that it could run on.</summary>
    /// <param name="stored">The series that there are.</param>
    /// <param name="deployment">The strategy.</param>
    /// <param name="strategy">Its configuration.</param>
    /// <param name="now">Bars that closed later are not read.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<DailyReturns?> MeasureAsync(
        IReadOnlyList<DatasetManifest> stored, Deployment deployment, StrategyConfiguration strategy, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        ArgumentNullException.ThrowIfNull(strategy);
        var settings = options.Value.ToSettings();
        if (StoredBars.FindTraded(stored, strategy.Symbol, settings.WalkForward.WindowDays, deployment.Since ?? now) is not { } dataset)
            return null;
        var series = (await bars.LoadAsync(dataset, settings.MissingData, cancellation)).Series;
        return Of(series, strategy, settings.Backtest with { Market = dataset.Market }, deployment, now, limits);
    }

    /// <summary>The same, of bars that are there.</summary>
    internal static DailyReturns Of(
        BarSeries series, StrategyConfiguration strategy, BacktestSettings backtest, Deployment deployment, DateTimeOffset now, MonitoringLimits limits)
    {
        var (since, correlated) = (deployment.Since ?? now, now.AddDays(-limits.CorrelationDays - 1));
        return PaperLedger.Run(series, strategy, backtest, new PaperTerms(since < correlated ? since : correlated, now)).Daily;
    }
}
