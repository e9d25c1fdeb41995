using System.Text.Json.Serialization;
using Serverless.Core.Backtesting;
using Serverless.Core.MarketData;
using Serverless.Core.Validation;

namespace Serverless.Functions.Orchestrations;

/// <summary>One strategy of a cycle, to be evaluated.</summary>
/// <param name="Cycle">The cycle.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Strategy">The configuration, sealed.</param>
/// <param name="Dataset">The bars.</param>
public sealed record StrategyTask(CycleReference Cycle, EvaluationSettings Settings, SealedStrategy Strategy, DatasetInfo Dataset)
{
    /// <summary>Length of the bars.</summary>
    [JsonIgnore]
    public Timeframe Timeframe => Dataset.Timeframe ?? throw new InvalidOperationException($"'{Dataset.Name}' holds no bars.");

    /// <summary>The settings of the runs, annualised by the calendar of the bars.</summary>
    [JsonIgnore]
    public BacktestSettings BacktestSettings => Settings.Backtest with { Market = Dataset.Market };
}
