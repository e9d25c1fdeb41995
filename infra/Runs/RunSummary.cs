using System.Text.Json.Nodes;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;

namespace Serverless.Infra.Runs;

/// <summary>What there is to know of a run without its tables: the file <c>summary.json</c>.</summary>
public sealed record RunSummary
{
    /// <summary>Version of the format of summary and tables.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Strategy and symbol to read, and twelve digits of a hash over configuration, data and code.</summary>
    public required string RunId { get; init; }

    /// <summary><see cref="Core.Backtesting.Results.ResultHash"/> of the tables: equal where the results are, whatever made them.</summary>
    public required string RunHash { get; init; }

    /// <summary>Name of the strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>Name of the instrument.</summary>
    public required string Symbol { get; init; }

    /// <summary>Length of the bars.</summary>
    public required Timeframe Timeframe { get; init; }

    /// <summary>UTC open time of the first bar traded; null without bars.</summary>
    public required DateTime? FirstBar { get; init; }

    /// <summary>UTC open time of the last bar traded.</summary>
    public required DateTime? LastBar { get; init; }

    /// <summary>Equity before the first bar, in quote currency.</summary>
    public required double InitialEquity { get; init; }

    /// <summary>Equity at the last close that the run came to.</summary>
    public required double FinalEquity { get; init; }

    /// <summary>Figures; null after a failure.</summary>
    public required PerformanceMetrics? Figures { get; init; }

    /// <summary>What it cost.</summary>
    public required CostLines Costs { get; init; }

    /// <summary>How much rests on the assumed path within bars.</summary>
    public required PathDependence PathDependence { get; init; }

    /// <summary>What is still held; null for nothing.</summary>
    public required HeldPosition? Held { get; init; }

    /// <summary>Why the run stopped; null when it finished.</summary>
    public required BacktestFailure? Failure { get; init; }

    /// <summary>How much of the traded symbols is traded in a day while the run goes; those without volumes are left out.</summary>
    public IReadOnlyList<MarketLiquidity> Liquidity { get; init; } = [];

    /// <summary>The tables.</summary>
    public required IReadOnlyList<RunTableFile> Tables { get; init; }

    /// <summary>Hash of the configuration.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary><see cref="ContentHash"/> of the bars.</summary>
    public required string DataHash { get; init; }

    /// <summary>Version of the code.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>All that decides the run beside bars and code.</summary>
    public required JsonNode Configuration { get; init; }
}
