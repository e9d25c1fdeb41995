using System.Text.Json.Nodes;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Time;

namespace Serverless.Core.Reporting.Runs;

/// <summary>A finished run of any kind, as reports read it.</summary>
public sealed record ReportRun
{
    /// <summary>Identity of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>Hash of its results.</summary>
    public required string RunHash { get; init; }

    /// <summary>What was run on what, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The instruments.</summary>
    public required IReadOnlyList<RunSymbol> Symbols { get; init; }

    /// <summary>Length of the bars by which the run went, the shortest of all.</summary>
    public required Timeframe Timeframe { get; init; }

    /// <summary>The calendar by which bars are expected; null where instruments follow several.</summary>
    public required Market? Market { get; init; }

    /// <summary>The account.</summary>
    public required ReportCurve Curve { get; init; }

    /// <summary>Figures of the run, as it measured them; null after a failure.</summary>
    public required PerformanceMetrics? Figures { get; init; }

    /// <summary>What it cost.</summary>
    public required CostLines Costs { get; init; }

    /// <summary>Closed trades, in order of exit.</summary>
    public required IReadOnlyList<RunTrade> Trades { get; init; }

    /// <summary>All fills, in order of time.</summary>
    public required IReadOnlyList<RunFill> Fills { get; init; }

    /// <summary>Strategies or models, where several share the account; else none.</summary>
    public IReadOnlyList<RunSleeve> Sleeves { get; init; } = [];

    /// <summary>The decisions of a run of models; null for other runs.</summary>
    public RunDecisions? Decisions { get; init; }

    /// <summary>What the configuration compares it with, daily; null for nothing.</summary>
    public BarSeries? Benchmark { get; init; }

    /// <summary>How much of the traded symbols is traded in a day; those without volumes are not there, nor any in runs of older versions.</summary>
    public IReadOnlyList<MarketLiquidity> Liquidity { get; init; } = [];

    /// <summary>Limits that acted, in order.</summary>
    public IReadOnlyList<RunLimit> Limits { get; init; } = [];

    /// <summary>What strategies logged, and why orders were refused.</summary>
    public IReadOnlyList<RunMessage> Messages { get; init; } = [];

    /// <summary>What a reader of its data should know: series that are missing or end early, regimes that rested on defaults.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How much rests on the assumed path within bars; null where it was not measured.</summary>
    public PathDependence? PathDependence { get; init; }

    /// <summary>Why it stopped; null when it finished.</summary>
    public BacktestFailure? Failure { get; init; }

    /// <summary>Hash of the configuration.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>Hash of the data.</summary>
    public required string DataHash { get; init; }

    /// <summary>Version of the code.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>The configuration, all defaults written out.</summary>
    public required JsonNode Configuration { get; init; }
}
