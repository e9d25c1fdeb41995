using System.Text.Json.Nodes;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;

namespace Serverless.Infra.Runs;

/// <summary>What there is to know of a portfolio without its tables: the file <c>summary.json</c>.</summary>
public sealed record PortfolioSummary
{
    /// <summary>Version of the format of summary and tables.</summary>
    public int Schema { get; init; } = 1;

    /// <summary><c>portfolio</c>, and twelve digits of a hash over configuration, data and code.</summary>
    public required string RunId { get; init; }

    /// <summary><see cref="Core.Backtesting.Results.ResultHash"/> of the tables: equal where the results are, whatever made them.</summary>
    public required string RunHash { get; init; }

    /// <summary>UTC time of the first step, the close of a bar; null without steps.</summary>
    public required DateTime? FirstClose { get; init; }

    /// <summary>UTC time of the last step.</summary>
    public required DateTime? LastClose { get; init; }

    /// <summary>Equity before the first step, in quote currency.</summary>
    public required double InitialEquity { get; init; }

    /// <summary>Equity at the last step that the run came to.</summary>
    public required double FinalEquity { get; init; }

    /// <summary>Figures of the account; null after a failure.</summary>
    public required PerformanceMetrics? Figures { get; init; }

    /// <summary>How much of its equity it held.</summary>
    public required PortfolioExposure Exposure { get; init; }

    /// <summary>What it cost.</summary>
    public required CostLines Costs { get; init; }

    /// <summary>Costs that netting saved.</summary>
    public required double Saved { get; init; }

    /// <summary>The strategies, in order.</summary>
    public required IReadOnlyList<PortfolioMemberSummary> Strategies { get; init; }

    /// <summary>The symbols, in order.</summary>
    public required IReadOnlyList<PortfolioSymbolSummary> Symbols { get; init; }

    /// <summary>Why the run stopped; null when it finished. What ended one strategy is there.</summary>
    public required BacktestFailure? Failure { get; init; }

    /// <summary>How much of the traded symbols is traded in a day while the run goes; those without volumes are left out.</summary>
    public IReadOnlyList<MarketLiquidity> Liquidity { get; init; } = [];

    /// <summary>The tables.</summary>
    public required IReadOnlyList<RunTableFile> Tables { get; init; }

    /// <summary>Hash of the configuration.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>SHA-256 of the <see cref="ContentHash"/> of each symbol's bars, a line each, in the order of the configuration.</summary>
    public required string DataHash { get; init; }

    /// <summary>Version of the code.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>All that decides the run beside bars and code.</summary>
    public required JsonNode Configuration { get; init; }
}
