using Serverless.Core.Backtesting;
using Serverless.Core.Indicators;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Strategies;

namespace Serverless.Core.Optimization.Trials;

/// <summary>Tries a proposal: one backtest, judged by an objective.</summary>
public static class TrialRun
{
    /// <summary>
    /// Runs the proposal over its share of <paramref name="range"/>, from the beginning on. What is held at the end is closed there. A
    /// strategy that fails gives a failed trial.
    /// </summary>
    /// <param name="indicators">Indicators of the whole series: bars before the range warm them up, bars after it are not read.</param>
    /// <param name="template">The rule.</param>
    /// <param name="settings">Costs, sizing, and so on.</param>
    /// <param name="range">Bars to trade.</param>
    /// <param name="objective">What is looked for.</param>
    /// <param name="proposal">What is tried.</param>
    /// <param name="dataHash">What identifies the bars.</param>
    public static Trial Run(
        IndicatorSet indicators,
        StrategyTemplate template,
        BacktestSettings settings,
        Range range,
        Objective objective,
        Proposal proposal,
        string dataHash)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(proposal);
        var (start, length) = range.GetOffsetAndLength(indicators.Bars.Count);
        var bars = Math.Min(length, (int)Math.Ceiling(proposal.Share * length));
        var result = Backtester.Run(indicators, template, proposal.Parameters, settings with { CloseAtEnd = true }, start, bars);
        if (result.Metrics is not { } metrics)
            return new Trial(proposal, TrialStatus.Failed, null, null, result.Failure!.ToString(), dataHash);
        var verdict = objective.Judge(metrics, proposal.Share);
        var status = verdict.Value is null ? TrialStatus.Rejected : proposal.Share < 1 ? TrialStatus.Pruned : TrialStatus.Done;
        return new Trial(proposal, status, verdict.Value, metrics, verdict.Reason, dataHash);
    }
}
