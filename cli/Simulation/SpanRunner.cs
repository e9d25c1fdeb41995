using Serverless.Core.MarketData;
using Serverless.Core.Reporting.Replay;
using Serverless.Infra.State;

namespace Serverless.Cli.Simulation;

/// <summary>Runs strategies forward over their stays, as the platform's watch did.</summary>
internal sealed class SpanRunner(
    SimulateOptions options, IReadOnlyDictionary<string, DatasetInfo> datasets, IReadOnlyDictionary<string, BarSeries> markets, IReadOnlyDictionary<string, StrategyRow> strategies)
{
    /// <summary>One result for each stay, in their order.</summary>
    /// <exception cref="CommandException">A strategy, or its bars, are not stored.</exception>
    public IReadOnlyList<SpanResult> Run(IEnumerable<StageSpan> spans) => [.. spans.Select(Run)];

    private SpanResult Run(StageSpan span)
    {
        if (!strategies.TryGetValue(span.StrategyId, out var row))
            throw new CommandException($"The trail names '{span.StrategyId}', whose configuration is not stored.");
        var strategy = row.Configuration;
        if (!markets.TryGetValue(strategy.Symbol, out var bars))
            throw new CommandException($"The trail names '{span.StrategyId}'; there are no bars of {strategy.Symbol}.");
        var settings = options.Settings;
        return SpanResult.Run(span, strategy, bars, settings.Backtest with { Market = datasets[strategy.Symbol].Market }, settings.WalkForward, options.To);
    }
}
