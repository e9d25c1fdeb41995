using System.Collections.Immutable;
using Serverless.Core.Configuration;
using Serverless.Core.Indicators;
using Serverless.Core.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>A template on the fast path of <see cref="Backtester"/>.</summary>
/// <param name="template">The rule.</param>
/// <param name="settings">Costs, sizing, and so on.</param>
public sealed class TemplateSubject(StrategyTemplate template, BacktestSettings settings) : ISweepSubject
{
    /// <inheritdoc/>
    public string Key { get; } = ConfigurationHash.Of(new { template.Name, template.Version, Settings = settings });

    /// <inheritdoc/>
    public Market Market => settings.Market;

    /// <inheritdoc/>
    public SweepRow Run(IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, int start, double[] equity) =>
        Run(template, settings, indicators, parameters, start, equity);

    internal static SweepRow Run(
        StrategyTemplate template,
        BacktestSettings settings,
        IndicatorSet indicators,
        ImmutableSortedDictionary<string, double> parameters,
        int start,
        double[] equity)
    {
        var failure = Backtester.RunFigures(indicators, template, parameters, settings, start, equity, out var metrics);
        return new SweepRow
        {
            Parameters = parameters,
            FinalEquity = failure is null ? equity.LastOrDefault(settings.InitialEquity) : null,
            Metrics = metrics,
            Failure = failure,
        };
    }
}
