using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Results;
using Serverless.Core.MarketData;

namespace Serverless.Infra.Runs;

/// <summary>The files of a run of one strategy on one symbol.</summary>
public static class RunRecord
{
    /// <summary>Makes the files of a run.</summary>
    /// <param name="origin">What it was made of.</param>
    /// <param name="bars">The series of the run.</param>
    /// <param name="result">The run.</param>
    public static Task<RunFiles<RunSummary>> CreateAsync(RunOrigin origin, BarSeries bars, EventBacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(result);
        var runId = origin.IdOf($"{origin.Strategy}-{string.Concat(bars.Symbol.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()}");
        return RunFiles<RunSummary>.CreateAsync(
            runId, RunTables.Of(bars, result), (runHash, tables) => Summarise(runId, runHash, tables, origin, bars, result));
    }

    private static RunSummary Summarise(
        string runId, string runHash, IReadOnlyList<RunTableFile> tables, RunOrigin origin, BarSeries bars, EventBacktestResult result) => new()
        {
            RunId = runId,
            RunHash = runHash,
            Strategy = origin.Strategy,
            Symbol = bars.Symbol,
            Timeframe = bars.Timeframe,
            FirstBar = result.OpenTicks is [var first, ..] ? new DateTime(first, DateTimeKind.Utc) : null,
            LastBar = result.OpenTicks is [.., var last] ? new DateTime(last, DateTimeKind.Utc) : null,
            InitialEquity = result.Settings.InitialEquity,
            FinalEquity = result.Equity.LastOrDefault(result.Settings.InitialEquity),
            Figures = result.Metrics,
            Costs = result.Costs,
            PathDependence = result.PathDependence,
            Held = result.Held,
            Failure = result.Failure,
            Liquidity = RunLiquidity.Of([bars], [.. result.OpenTicks.Select(ticks => ticks + bars.Timeframe.Length().Ticks)]),
            Tables = tables,
            ConfigurationHash = origin.ConfigurationHash,
            DataHash = origin.DataHash,
            CodeVersion = origin.CodeVersion,
            Configuration = origin.Configuration,
        };
}
