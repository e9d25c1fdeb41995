using Serverless.Core.Metrics;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>What a strategy has earned since it was deployed, after costs. Equity is relative to its capital: it starts at 1.</summary>
public sealed record PaperRecord
{
    /// <summary>Returns of the days that have ended.</summary>
    public required DailyReturns Daily { get; init; }

    /// <summary>Equity at the last close.</summary>
    public required double Equity { get; init; }

    /// <summary>Highest equity at a close, or the capital.</summary>
    public required double Peak { get; init; }

    /// <summary>Close of the last bar that was read; null when there was none.</summary>
    public DateTimeOffset? LastClose { get; init; }

    /// <summary>Traded notional ÷ equity, per year; null without bars.</summary>
    public double? AnnualTurnover { get; init; }

    /// <summary>Share of bars at whose close a position was held, 0 … 1.</summary>
    public double Exposure { get; init; }

    /// <summary>Value of its position ÷ its equity at the last close; negative when short.</summary>
    public double Held { get; init; }

    /// <summary>Closed trades.</summary>
    public int Trades { get; init; }

    /// <summary>Why the strategy stopped; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Fall from the peak at the last close, 0 … 1.</summary>
    public double Fall => 1 - (Equity / Peak);

    /// <summary>Loss of capital at the last close; negative when it is a gain.</summary>
    public double Loss => 1 - Equity;

    /// <summary>Its figures, as the watch compares them.</summary>
    public StrategyFigures Figures => StrategyFigures.Of(Daily, AnnualTurnover, Exposure);
}
