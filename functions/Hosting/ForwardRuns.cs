using Microsoft.Extensions.Options;
using Serverless.Core.Indicators;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Validation;
using Serverless.Infra.MarketData;

namespace Serverless.Functions.Hosting;

/// <summary>Runs deployed strategies forward: on the bars of their stage, with the parameters that the walk-forward goes on to choose. Thread-safe.</summary>
public sealed class ForwardRuns(EvaluationBars bars, FeatureCache features, IOptions<EvaluationOptions> options)
{
    /// <summary>A strategy from when it came to its stage to <paramref name="now"/>; null when there are no bars that it could run on.</summary>
    /// <param name="stored">The series that there are.</param>
    /// <param name="deployment">The strategy.</param>
    /// <param name="strategy">Its configuration.</param>
    /// <param name="now">Bars that closed later are not read.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<ForwardRun?> FindAsync(
        IReadOnlyList<DatasetManifest> stored, Deployment deployment, StrategyConfiguration strategy, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        ArgumentNullException.ThrowIfNull(strategy);
        var (settings, since) = (options.Value.ToSettings(), deployment.Since ?? now);
        if (StoredBars.FindTraded(stored, strategy.Symbol, settings.WalkForward.WindowDays, since) is not { } dataset)
            return null;
        var (series, backtest) = ((await bars.LoadAsync(dataset, settings.MissingData, cancellation)).Series, settings.Backtest with { Market = dataset.Market });
        using var indicators = features.SetOf(EvaluationBars.KeyOf(dataset, settings.MissingData), series, dataset.Market);
        var choices = ForwardChoices.Since(indicators, strategy, backtest, settings.WalkForward, since, now);
        return new ForwardRun(dataset, strategy, series, backtest, new PaperTerms(since, now) { Choices = choices });
    }
}
