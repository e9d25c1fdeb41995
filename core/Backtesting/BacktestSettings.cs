using Serverless.Core.Execution;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting;

/// <summary>Everything beside bars and strategy that decides the outcome of a run.</summary>
public sealed record BacktestSettings
{
    /// <summary>Equity before the first bar, in quote currency; positive.</summary>
    public double InitialEquity
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(InitialEquity), value, "The initial equity must be positive and finite.");
    } = 100_000;

    /// <summary>Commission and slippage.</summary>
    public ExecutionCosts Costs { get; init; } = new();

    /// <summary>Size of a full position.</summary>
    public PositionSizing Sizing { get; init; } = PositionSizing.OfEquity(1);

    /// <summary>Whether short positions are taken; otherwise a strategy that wants one is flat.</summary>
    public bool AllowShort { get; init; } = true;

    /// <summary>Whether a position held at the last close is closed there, at its costs, instead of being marked.</summary>
    public bool CloseAtEnd { get; init; }

    /// <summary>The calendar that annualisation counts by.</summary>
    public Market Market { get; init; } = Market.Crypto;
}
