using System.Collections.Immutable;
using System.Globalization;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Causality;

/// <summary>What a strategy decided, bar by bar. What follows from decisions (fills, trades) is no decision.</summary>
public static class Decisions
{
    /// <summary>The targets of a template: every change of the position that it wants, whether or not an account could hold it.</summary>
    /// <param name="template">The rule.</param>
    /// <param name="parameters">Its parameters; they must be valid.</param>
    /// <param name="bars">The series.</param>
    /// <param name="market">The calendar that annualisation counts by.</param>
    /// <param name="start">First bar to trade; the first decision falls on the bar before it.</param>
    public static IReadOnlyList<Decision> Of(
        StrategyTemplate template, ImmutableSortedDictionary<string, double> parameters, BarSeries bars, Market market, int start)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(bars);
        using var indicators = new IndicatorSet(bars, market);
        var recorder = new TargetRecorder(Math.Max(start - 1, Math.Max(template.WarmUp(parameters), 1) - 1), bars.Count);
        try
        {
            template.Run(indicators, parameters, ref recorder);
        }
#pragma warning disable CA1031 // A rule is foreign code, and where it fails is part of what it does.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            recorder.Decisions.Add(new Decision(recorder.Bar, $"fails: {exception.GetType().Name}: {exception.Message}"));
        }

        return recorder.Decisions;
    }

    /// <summary>The orders that a strategy placed and withdrew, what it said, and where it failed.</summary>
    /// <param name="bars">The series of the run.</param>
    /// <param name="result">The run.</param>
    public static IReadOnlyList<Decision> Of(BarSeries bars, EventBacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(result);
        var decisions = new List<Decision>();
        foreach (var order in result.Orders)
        {
            if (order.Role == OrderRole.Decision)
                decisions.Add(new Decision(order.SubmittedBar, TicketText.Of(order.Ticket)));
        }

        foreach (var change in result.Events)
        {
            if (change is { To: OrderState.Cancelled, Reason: OrderReason.Strategy })
                decisions.Add(new Decision(change.Bar, string.Create(CultureInfo.InvariantCulture, $"withdraws order {change.OrderId}")));
        }

        foreach (var entry in result.Log)
            decisions.Add(new Decision(entry.Bar, $"says '{entry.Message}'"));
        if (result.Failure is { } failure)
            decisions.Add(new Decision(failure.BarTime is { } time ? bars.IndexAtOrAfter(time.Ticks) : 0, $"fails: {failure.Reason}"));
        return [.. decisions.OrderBy(decision => decision.Bar)];
    }
}
