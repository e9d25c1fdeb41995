namespace Serverless.Core.Reporting.Runs;

/// <summary>A closed trade. Money is in quote currency.</summary>
public sealed record RunTrade
{
    /// <summary>The strategy or model that made it.</summary>
    public required string Strategy { get; init; }

    /// <summary>The symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>UTC open time of the bar of the entry.</summary>
    public required DateTime EntryTime { get; init; }

    /// <summary>UTC open time of the bar of the exit.</summary>
    public required DateTime ExitTime { get; init; }

    /// <summary>Units; negative when short.</summary>
    public required double Quantity { get; init; }

    /// <summary>Price of the entry, slippage included.</summary>
    public required double EntryPrice { get; init; }

    /// <summary>Price of the exit, slippage included.</summary>
    public required double ExitPrice { get; init; }

    /// <summary>Profit at quoted prices, before costs.</summary>
    public required double GrossProfit { get; init; }

    /// <summary>Profit after costs.</summary>
    public required double NetProfit { get; init; }

    /// <summary>Bars from entry to exit.</summary>
    public required int BarsHeld { get; init; }

    /// <summary>Worst price seen, as a share of the entry price against the trade; not negative.</summary>
    public required double Adverse { get; init; }

    /// <summary>Best price seen, as a share of the entry price in favour; not negative.</summary>
    public required double Favourable { get; init; }
}
