using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.Metrics;

namespace Serverless.Core.Backtesting;

/// <summary>Outcome of an event-driven run. After a failure it holds what happened up to the bar that failed.</summary>
public sealed record EventBacktestResult
{
    /// <summary>UTC open times, in ticks, of the bars traded.</summary>
    public required long[] OpenTicks { get; init; }

    /// <summary>Equity at the close of each of these bars, in quote currency.</summary>
    public required double[] Equity { get; init; }

    /// <summary>All orders, by number.</summary>
    public required IReadOnlyList<Order> Orders { get; init; }

    /// <summary>Every transition of every order, in order.</summary>
    public required IReadOnlyList<OrderEvent> Events { get; init; }

    /// <summary>All fills, in order.</summary>
    public required IReadOnlyList<OrderFill> Fills { get; init; }

    /// <summary>Closed trades in order of exit.</summary>
    public required IReadOnlyList<ClosedTrade> Trades { get; init; }

    /// <summary>What the strategy said, at most the first thousand entries.</summary>
    public IReadOnlyList<RunLogEntry> Log { get; init; } = [];

    /// <summary>Entries of the log that were not kept.</summary>
    public int LogDropped { get; init; }

    /// <summary>Every action of a guard, in order.</summary>
    public required IReadOnlyList<GuardEvent> GuardEvents { get; init; }

    /// <summary>What is still held after the last bar, or null.</summary>
    public HeldPosition? Held { get; init; }

    /// <summary>What the run cost.</summary>
    public CostLines Costs { get; init; }

    /// <summary>How much rests on the assumed path within bars.</summary>
    public PathDependence PathDependence { get; init; }

    /// <summary>How much was traded.</summary>
    public TradingActivity Activity { get; init; }

    /// <summary>Figures of the run; null after a failure.</summary>
    public PerformanceMetrics? Metrics { get; init; }

    /// <summary>Why the run stopped; null when it finished.</summary>
    public BacktestFailure? Failure { get; init; }

    /// <summary>What the run was made with, its execution policy included.</summary>
    public required EventBacktestSettings Settings { get; init; }
}
