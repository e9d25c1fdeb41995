using System.Text.Json.Serialization;
using Serverless.Core.Backtesting;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Core.Validation;

/// <summary>What one evaluation cycle evaluates and how. Together with the market data it decides every figure of the scorecard.</summary>
public sealed record EvaluationSettings
{
    /// <summary>Seed of everything random in the cycle.</summary>
    public required long Seed { get; init; }

    /// <summary>The experiment that the cycle belongs to: the trials of all its cycles count when luck is judged.</summary>
    public string Experiment
    {
        get;
        init => field = value is { Length: > 0 and <= 64 }
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Experiment), value, $"{nameof(Experiment)} must have 1 to 64 characters.");
    } = "default";

    /// <summary>The symbols that are traded; null for all that are stored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Symbols { get; init; }

    /// <summary>Number of configurations, <see cref="GenerationRequest.MinCount"/> to <see cref="GenerationRequest.MaxCount"/>.</summary>
    public required int Strategies
    {
        get;
        init => field = value is >= GenerationRequest.MinCount and <= GenerationRequest.MaxCount
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Strategies), value, $"{nameof(Strategies)} must be {GenerationRequest.MinCount} to {GenerationRequest.MaxCount}.");
    }

    /// <summary>The cycle whose best configurations are parents of this one's; null starts without parents.</summary>
    public string? ParentCycle { get; init; }

    /// <summary>The completed cycle whose configurations are evaluated again, all of them; null generates new ones.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reevaluates { get; init; }

    /// <summary>Days before a series' last bar that are used; positive. Older bars only warm indicators up.</summary>
    public required int HistoryDays
    {
        get;
        init => field = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(HistoryDays), value, $"{nameof(HistoryDays)} must be positive.");
    }

    /// <summary>Most missing bars in a row that the last close before them stands in for; 0 leaves missing bars out.</summary>
    public int FillMaxBars
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(FillMaxBars), value, $"{nameof(FillMaxBars)} must not be negative.");
    }

    /// <summary>What <see cref="FillMaxBars"/> means for a series.</summary>
    [JsonIgnore]
    public IMissingDataPolicy MissingData => FillMaxBars == 0 ? new SkipMissing() : new ForwardFill(FillMaxBars);

    /// <summary>Costs, sizing and accounting of every run.</summary>
    public required BacktestSettings Backtest { get; init; }

    /// <summary>Train and test windows.</summary>
    public required WalkForwardSettings WalkForward { get; init; }

    /// <summary>Whether a symbol is among those that are traded.</summary>
    public bool Trades(string symbol) => Symbols?.Contains(symbol) ?? true;
}
