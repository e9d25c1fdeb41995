using Serverless.Core.Execution.Simulation;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting;

/// <summary>Everything beside bars, strategy and cost models that decides the outcome of an event-driven run.</summary>
public sealed record EventBacktestSettings
{
    /// <summary>Equity before the first bar, in quote currency; positive.</summary>
    public double InitialEquity
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(InitialEquity), value, "The initial equity must be positive and finite.");
    } = 100_000;

    /// <summary>How the broker works.</summary>
    public SimulationRules Rules { get; init; } = new();

    /// <summary>What the run may lose; what it may hold is among the rules.</summary>
    public RunGuards Guards { get; init; } = RunGuards.None;

    /// <summary>Whether a position held at the last close is closed there, at its costs, instead of being marked.</summary>
    public bool CloseAtEnd { get; init; }

    /// <summary>The calendar that annualisation counts by.</summary>
    public Market Market { get; init; } = Market.Crypto;
}
