namespace Serverless.Core.Execution.Guards;

/// <summary>What a guard watches; the unit of its value and limit.</summary>
public enum GuardKind
{
    /// <summary>Fall of the equity from its highest close, as a share of that.</summary>
    Drawdown,

    /// <summary>Fall of the equity since the close of the day before, as a share of that.</summary>
    DailyLoss,

    /// <summary>Number of entries that are open.</summary>
    OpenTrades,

    /// <summary>Exposure ÷ equity.</summary>
    Leverage,

    /// <summary>Units held, without their sign.</summary>
    Position,

    /// <summary>Exposure in one symbol ÷ equity.</summary>
    Weight,

    /// <summary>Number of symbols with a position.</summary>
    OpenPositions,

    /// <summary>Equity ÷ exposure.</summary>
    Maintenance,
}
