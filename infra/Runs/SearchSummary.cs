using System.Text.Json.Nodes;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Infra.Experiments;

namespace Serverless.Infra.Runs;

/// <summary>What there is to know of a sweep, an optimisation or an examination without its trials: the file <c>summary.json</c>.</summary>
public sealed record SearchSummary
{
    /// <summary>Version of the format of summary and tables.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Which of them it is.</summary>
    public required ExperimentKind Kind { get; init; }

    /// <summary>Kind, strategy and symbol to read, and twelve digits of a hash over configuration, data and code.</summary>
    public required string RunId { get; init; }

    /// <summary><see cref="Core.Backtesting.Results.ResultHash"/> of the tables.</summary>
    public required string RunHash { get; init; }

    /// <summary>Name of the strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>Name of the instrument.</summary>
    public required string Symbol { get; init; }

    /// <summary>Length of the bars.</summary>
    public required Timeframe Timeframe { get; init; }

    /// <summary>Parameters of the best trial, as text; null when no trial has figures.</summary>
    public required IReadOnlyDictionary<string, string>? Best { get; init; }

    /// <summary>Figures of the best trial. It is the luckiest of many.</summary>
    public required PerformanceMetrics? Figures { get; init; }

    /// <summary>What is known of the search as a whole: numbers by name, or groups of them; of an examination also its checks and its walk-forward analysis.</summary>
    public required JsonObject Search { get; init; }

    /// <summary>The tables.</summary>
    public required IReadOnlyList<RunTableFile> Tables { get; init; }

    /// <summary>Hash of the configuration.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary><see cref="ContentHash"/> of the bars.</summary>
    public required string DataHash { get; init; }

    /// <summary>Version of the code.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>All that decides the search beside bars and code: a run, and under <c>search</c> what was tried.</summary>
    public required JsonNode Configuration { get; init; }
}
