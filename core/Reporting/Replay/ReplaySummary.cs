using Serverless.Core.MarketData.Benchmarks;

namespace Serverless.Core.Reporting.Replay;

/// <summary>What the platform as a whole would have earned and risked, and how it was governed.</summary>
public sealed record ReplaySummary
{
    /// <summary>Every day.</summary>
    public required IReadOnlyList<PlatformDay> Days { get; init; }

    /// <summary>All capital, the reserve in cash.</summary>
    public required ReplayCurve Platform { get; init; }

    /// <summary>What live strategies made on the capital that they held.</summary>
    public required ReplayCurve Live { get; init; }

    /// <summary>What strategies on paper would have made.</summary>
    public required ReplayCurve Paper { get; init; }

    /// <summary>The market; null without data.</summary>
    public ReplayCurve? Market { get; init; }

    /// <summary>Buy and hold; null without data.</summary>
    public ReplayCurve? BuyAndHold { get; init; }

    /// <summary>Capital that was paid in.</summary>
    public required decimal Capital { get; init; }

    /// <summary>Profit after costs, in money.</summary>
    public required double Profit { get; init; }

    /// <summary>What commission and slippage took, in money: profit of the same trades without them, less the profit.</summary>
    public required double Costs { get; init; }

    /// <summary>Traded notional ÷ mean equity, per year; halved sizes count in full.</summary>
    public required double AnnualTurnover { get; init; }

    /// <summary>Mean share of the equity that live strategies held.</summary>
    public required double MeanAllocated { get; init; }

    /// <summary>Profit of stays that ended, as the capital ledger was told it.</summary>
    public required decimal LedgerProfit { get; init; }

    /// <summary>The same, of bars and fills.</summary>
    public required double EndedProfit { get; init; }

    /// <summary>Largest difference of a profit that a look of the platform recorded from the one that is found here, in money; null without looks.</summary>
    public double? LargestLookDifference { get; init; }

    /// <summary>How soon the watch told of losses, drift and lags.</summary>
    public required IReadOnlyList<Detection> Detected { get; init; }

    /// <summary>The specification's success criteria.</summary>
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>Adds it up; the same input gives the same figures.</summary>
    public static ReplaySummary Of(ReplayInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var days = PlatformDays.Of(input.From, input.To, input.Policy.Capital, input.Live, input.Paper);
        var detections = Detections.Of(input.Events, input.Looks, input.Live, input.Markets);
        var ended = input.Live.Where(one => one.Span.To is not null).ToList();
        var meanEquity = days.Count == 0 ? (double)input.Policy.Capital : days.Average(day => day.Equity);
        return new ReplaySummary
        {
            Days = days,
            Platform = ReplayCurves.Platform(days, input.Policy.Capital),
            Live = ReplayCurves.Live(days),
            Paper = ReplayCurves.Paper(days),
            Market = ReplayCurves.Market(days, input.Benchmark),
            BuyAndHold = ReplayCurves.BuyAndHold(days, input.Markets.Values, input.TradeCosts),
            Capital = input.Policy.Capital,
            Profit = input.Live.Sum(one => one.Profit),
            Costs = input.Live.Sum(one => one.Costs),
            AnnualTurnover = days.Count == 0 ? 0 : input.Live.Sum(one => one.Turnover * (double)one.Span.Capital) / meanEquity / days.Count * ReplayCurve.DaysPerYear,
            MeanAllocated = days.Count == 0 ? 0 : days.Average(day => day.Allocated / day.Equity),
            LedgerProfit = ended.Sum(one => one.Span.Returned!.Value - one.Span.Capital),
            EndedProfit = ended.Sum(one => one.Profit),
            LargestLookDifference = LargestDifference(input),
            Detected = detections,
            Criteria = SuccessCriteria.Of(input, days, detections),
        };
    }

    // A look just after midnight has seen all that the days before it brought.
    private static double? LargestDifference(ReplayInput input)
    {
        var looks = input.Looks.ToLookup(look => look.StrategyId, StringComparer.Ordinal);
        double? largest = null;
        foreach (var one in input.Live)
        {
            var equity = one.Growths().ToDictionary(growth => growth.Day, growth => growth.Equity);
            foreach (var look in looks[one.Span.StrategyId].Where(look => look.At > one.Span.From && !(look.At > one.Span.To)))
            {
                if (equity.TryGetValue(Benchmark.DayOf(look.At.UtcTicks) - 1, out var found))
                    largest = Math.Max(largest ?? 0, Math.Abs((double)look.Profit - ((double)one.Span.Capital * (found - 1))));
            }
        }

        return largest;
    }
}
