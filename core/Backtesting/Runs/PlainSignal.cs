using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>A run of a signal that has no more to it than costs in basis points and a share of the equity: what <see cref="Backtester"/> can run.</summary>
/// <param name="Template">The rule.</param>
/// <param name="Settings">The run; short positions are taken.</param>
public sealed record PlainSignal(StrategyTemplate Template, BacktestSettings Settings)
{
    /// <summary>The run as such, or null when there is more to it.</summary>
    public static PlainSignal? Of(RunConfiguration run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run is { Strategies: [{ Definition: SignalDefinition signal, Budget: 1 }] } && Costs(run) is { } costs && IsPlain(run)
            ? new PlainSignal(signal.Template, new BacktestSettings
            {
                InitialEquity = run.InitialCash,
                Costs = costs,
                Sizing = run.Sizing,
                CloseAtEnd = run.CloseAtEnd,
                Market = run.Market,
            })
            : null;
    }

    /// <summary>The run as such, with short positions only where the strategy's parameters allow them.</summary>
    /// <exception cref="ArgumentException">There is more to the run; the message says what it may have.</exception>
    public static PlainSignal Require(RunConfiguration run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.IsPortfolio)
            throw new ArgumentException("The run has several symbols or strategies, or a budget; take one signal on one symbol, with a budget of 1.", nameof(run));
        var strategy = run.Strategies[0];
        var signal = Of(run) ?? throw new ArgumentException(
            $"'{strategy.Definition.Schema.Name}' cannot be taken: it must be a signal ('strategies list' tells), with commission and slippage in basis points, "
            + "sizing by share of the equity, and no more.",
            nameof(run));
        return signal with { Settings = signal.Settings with { AllowShort = strategy.Parameters.Bool(SignalDefinition.AllowShort) } };
    }

    private static ExecutionCosts? Costs(RunConfiguration run) =>
        run is { Commission: CommissionModel.BasisPoints { Bps: >= 0 } commission, Slippage: SlippageModel.BasisPoints slippage }
            ? new ExecutionCosts { CommissionBps = commission.Bps, SlippageBps = slippage.Bps }
            : null;

    // A share of the equity up to all of it never needs credit.
    private static bool IsPlain(RunConfiguration run) => run is { Sizing: { Mode: SizingMode.EquityFraction, Size: <= 1 }, BorrowRate: 0, Funding.Enabled: false }
        && run.Instrument == new InstrumentRules() && run.Guards == RunGuards.None && run.Limits == PositionLimits.None && run.Execution == new ExecutionPolicy()
        && run.Margin with { Leverage = null } == new MarginRules() && (run.Margin.Leverage ?? 1) >= 1;
}
