using System.Text.Json.Nodes;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;

namespace Serverless.Infra.Runs;

/// <summary>What there is to know of a run of models without its tables: the file <c>summary.json</c>.</summary>
public sealed record ModelRunSummary
{
    /// <summary>What kind of run it is; those of strategies have no such entry.</summary>
    public string Kind { get; init; } = "models";

    /// <summary>Version of the format of summary and tables.</summary>
    public int Schema { get; init; } = 1;

    /// <summary><c>models</c>, the experiment, and twelve digits of a hash over configuration, data and code.</summary>
    public required string RunId { get; init; }

    /// <summary><see cref="Core.Backtesting.Results.ResultHash"/> of the tables: equal where the results are, whatever made them.</summary>
    public required string RunHash { get; init; }

    /// <summary>Name under which the run is filed.</summary>
    public required string Experiment { get; init; }

    /// <summary>UTC time of the first step, the close of a bar; null without steps.</summary>
    public required DateTime? FirstClose { get; init; }

    /// <summary>UTC time of the last step.</summary>
    public required DateTime? LastClose { get; init; }

    /// <summary>Equity before the first step, in quote currency.</summary>
    public required double InitialEquity { get; init; }

    /// <summary>Equity at the last step that the run came to.</summary>
    public required double FinalEquity { get; init; }

    /// <summary>Part of the initial equity that no model's first budget covers: with the models' equities, it sums to the equity.</summary>
    public required double Unallocated { get; init; }

    /// <summary>Figures of the account; null after a failure.</summary>
    public required PerformanceMetrics? Figures { get; init; }

    /// <summary><see cref="Core.Metrics.BalancedPerformance"/> of the account; null where a figure of it is.</summary>
    public required double? BalancedPerformance { get; init; }

    /// <summary>How much of its equity it held.</summary>
    public required PortfolioExposure Exposure { get; init; }

    /// <summary>What it cost.</summary>
    public required CostLines Costs { get; init; }

    /// <summary>Costs that crossing between models saved.</summary>
    public required double Saved { get; init; }

    /// <summary>The models, by name.</summary>
    public required IReadOnlyList<ModelRunModel> Models { get; init; }

    /// <summary>How long each regime held, by key.</summary>
    public required IReadOnlyList<RegimeShare> Regimes { get; init; }

    /// <summary>How often each limit cut targets.</summary>
    public required IReadOnlyList<LimitHits> Limits { get; init; }

    /// <summary>The series that were read: bars, then figures.</summary>
    public required IReadOnlyList<RunSeriesSummary> Series { get; init; }

    /// <summary>What a reader should know: series that were not there or ended early, regimes that rested on defaults, assets not decided on.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Why the run stopped; null when it finished. What ended one model is there.</summary>
    public required BacktestFailure? Failure { get; init; }

    /// <summary>How much of the traded symbols is traded in a day while the run goes; those without volumes are left out.</summary>
    public IReadOnlyList<MarketLiquidity> Liquidity { get; init; } = [];

    /// <summary>The tables.</summary>
    public required IReadOnlyList<RunTableFile> Tables { get; init; }

    /// <summary>Hash of the configuration.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>SHA-256 over a line for each series with its <see cref="ContentHash"/>, in the order of names.</summary>
    public required string DataHash { get; init; }

    /// <summary>Version of the code.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>All that decides the run beside data and code.</summary>
    public required JsonNode Configuration { get; init; }
}
