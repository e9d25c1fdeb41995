using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>What one strategy did in one symbol. Bars are indices into the symbol's series.</summary>
public sealed record BookResult
{
    /// <summary>The symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>All orders, by number; numbers are the book's own.</summary>
    public required IReadOnlyList<Order> Orders { get; init; }

    /// <summary>Every transition of every order, in order.</summary>
    public required IReadOnlyList<OrderEvent> Events { get; init; }

    /// <summary>All fills, in order, at the prices and fees that netting left to this strategy.</summary>
    public required IReadOnlyList<OrderFill> Fills { get; init; }

    /// <summary>Closed trades in order of exit.</summary>
    public required IReadOnlyList<ClosedTrade> Trades { get; init; }

    /// <summary>What is still held after the last step, or null.</summary>
    public HeldPosition? Held { get; init; }

    /// <summary>What it cost.</summary>
    public CostLines Costs { get; init; }

    /// <summary>What limits on the position did, in order; what the account's guards did is in <see cref="PortfolioResult.GuardEvents"/>.</summary>
    public required IReadOnlyList<GuardEvent> GuardEvents { get; init; }

    /// <summary>What the strategy logged at this symbol.</summary>
    public IReadOnlyList<RunLogEntry> Log { get; init; } = [];

    /// <summary>How much rests on the assumed path within bars.</summary>
    public PathDependence PathDependence { get; init; }
}
