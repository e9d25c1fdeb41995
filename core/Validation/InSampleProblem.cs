using System.Buffers;
using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Indicators;
using Serverless.Core.Metrics;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Strategies;

namespace Serverless.Core.Validation;

/// <summary>A choice of parameters on one training part: what a chooser may know, and no bar more. Not thread-safe, as its indicators.</summary>
public sealed class InSampleProblem
{
    private readonly IndicatorSet indicators;
    private readonly BacktestSettings settings;
    private readonly int start;
    private readonly int length;
    private readonly bool purgeOverlap;

    internal InSampleProblem(
        IndicatorSet indicators,
        StrategyTemplate template,
        ImmutableSortedDictionary<string, double> parameters,
        BacktestSettings settings,
        (int Start, int Length) train,
        bool purgeOverlap)
    {
        (this.indicators, this.settings, this.purgeOverlap) = (indicators, settings, purgeOverlap);
        (Template, Parameters, start, length) = (template, parameters, train.Start, train.Length);
    }

    /// <summary>The rule.</summary>
    public StrategyTemplate Template { get; }

    /// <summary>Parameters of the configuration, which a chooser may improve on.</summary>
    public ImmutableSortedDictionary<string, double> Parameters { get; }

    /// <summary>Bars of the training part, before any purge.</summary>
    public int Bars => length;

    /// <summary>Annualised Sharpe ratio on the training part; null when it is undefined, or the run fails.</summary>
    public double? Sharpe(ImmutableSortedDictionary<string, double> parameters)
    {
        var counted = LengthFor(parameters);
        if (counted == 0)
            return null;
        var rented = ArrayPool<double>.Shared.Rent(counted);
        var curve = rented.AsSpan(0, counted);
        var failure = Backtester.RunCurve(indicators, Template, parameters, settings, start, curve);
        if (failure is null)
            EquityReturns.Compute(settings.InitialEquity, curve, curve);
        var sharpe = failure is null ? ReturnStatistics.Sharpe(ReturnMoments.Of(curve), indicators.BarsPerYear) : null;
        ArrayPool<double>.Shared.Return(rented);
        return sharpe;
    }

    /// <summary>All figures on the training part, or a failure; empty when <see cref="LengthFor"/> is 0.</summary>
    public BacktestResult Run(ImmutableSortedDictionary<string, double> parameters) => Run(parameters, LengthFor(parameters));

    /// <summary>Tries what an optimiser proposes, on the share of the training part that it asks for.</summary>
    public Trial Try(Objective objective, Proposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var counted = LengthFor(proposal.Parameters);
        return counted == 0
            ? new Trial(proposal, TrialStatus.Rejected, null, null, "A trade held beyond the training part takes up all of it.", "")
            : TrialRun.Run(indicators, Template, settings, start..(start + counted), objective, proposal, dataHash: "");
    }

    internal BacktestResult Run(ImmutableSortedDictionary<string, double> parameters, int counted) =>
        Backtester.Run(indicators, Template, parameters, settings, start, counted);

    /// <summary>
    /// Bars that count for a parameter set: all, or those before the trade that it would hold beyond the end, where overlap is purged.
    /// </summary>
    public int LengthFor(ImmutableSortedDictionary<string, double> parameters)
    {
        if (!purgeOverlap)
            return length;
        var run = Backtester.Run(indicators, Template, parameters, settings with { CloseAtEnd = false }, start, length);
        return run.OpenPosition is { } held ? indicators.Bars.IndexAtOrAfter(held.EntryTime.Ticks) - start : length;
    }
}
