using Serverless.Core.Execution.Accounts;
using Serverless.Core.Metrics;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>Outcome of a run. Columns have one value per step; after a failure they hold what happened up to the step that failed.</summary>
public sealed record PortfolioResult
{
    /// <summary>Names of the symbols, in order.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>UTC times, in ticks, of the steps that were traded: each is the close of at least one bar.</summary>
    public required long[] CloseTicks { get; init; }

    /// <summary>Cash and positions at their last closes, in quote currency.</summary>
    public required double[] Equity { get; init; }

    /// <summary>Cash; short sales credit it.</summary>
    public required double[] Cash { get; init; }

    /// <summary>Sum over symbols of |position| × price.</summary>
    public required double[] GrossExposure { get; init; }

    /// <summary>Sum over symbols of position × price.</summary>
    public required double[] NetExposure { get; init; }

    /// <summary>Gross exposure ÷ equity.</summary>
    public required double[] Leverage { get; init; }

    /// <summary>What positions bind: exposure ÷ allowed leverage of their symbol.</summary>
    public required double[] Margin { get; init; }

    /// <summary>1 − equity ÷ its highest value so far, the initial equity included.</summary>
    public required double[] Drawdown { get; init; }

    /// <summary>The strategies, in order.</summary>
    public required IReadOnlyList<MemberResult> Members { get; init; }

    /// <summary>What the account traded with the market, in order.</summary>
    public required IReadOnlyList<BrokerFill> BrokerFills { get; init; }

    /// <summary>What the account's guards and limits did at closes, in order.</summary>
    public required IReadOnlyList<PortfolioGuardEvent> GuardEvents { get; init; }

    /// <summary>What the run cost, all strategies together.</summary>
    public CostLines Costs { get; init; }

    /// <summary>Slippage and commission that netting saved: see <see cref="BrokerFill.Saved"/>.</summary>
    public double Saved { get; init; }

    /// <summary>How much was traded with the market.</summary>
    public TradingActivity Activity { get; init; }

    /// <summary>Figures of the run; trades are those of the strategies, and a year has the bars of the symbol with a bar at every step, or, where none
    /// has, as many steps as the clock counted. Null after a failure.</summary>
    public PerformanceMetrics? Metrics { get; init; }

    /// <summary>Why the run stopped, with the UTC time of the step; null when it finished. What ends one strategy is in its result.</summary>
    public BacktestFailure? Failure { get; init; }

    /// <summary>What the run was made with.</summary>
    public required PortfolioSettings Settings { get; init; }
}
