using System.Globalization;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Strategies;

namespace Serverless.Core.Reporting.Replay;

/// <summary>Holds a replay against the success criteria of the specification that it can speak to.</summary>
internal static class SuccessCriteria
{
    private const double SuccessShare = 0.75;
    private const double MostLoss = 0.2;
    private const double MostCorrelation = 0.7;
    private const double MostOfAType = 0.3;
    private const double AloneShare = 0.8;
    private static readonly TimeSpan Success = TimeSpan.FromDays(Survival.StayDays);
    private static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    public static IReadOnlyList<Criterion> Of(ReplayInput input, IReadOnlyList<PlatformDay> days, IReadOnlyList<Detection> detections) =>
    [
        Cycles(input),
        Promotions(input),
        Losses(input),
        Delays(detections),
        Correlations(input),
        Oversight(input),
        Diversity(days),
        Trail(input),
    ];

    private static Criterion Cycles(ReplayInput input) => Criterion.Of(
        "SC-001",
        $"at least {GenerationRequest.MinCount} strategies in every cycle",
        input.Cycles.Count == 0 ? null : input.FailedCycles.Count == 0 && input.Cycles.All(count => count >= GenerationRequest.MinCount),
        input.Cycles.Count == 0
            ? "no cycle completed"
            : Text($"{input.Cycles.Count} cycles completed, {input.FailedCycles.Count} failed; {input.Cycles.Min()} to {input.Cycles.Max()} strategies each"));

    private static Criterion Promotions(ReplayInput input)
    {
        var lasted = input.Live.Count(one => one.Span.Length(input.End) >= Success);
        var left = input.Live.Count(one => one.Span.To is not null && one.Span.Length(input.End) < Success);
        var young = input.Live.Count - lasted - left;
        double? share = lasted + left == 0 ? null : (double)lasted / (lasted + left);
        return Criterion.Of(
            "SC-002",
            Text($"{SuccessShare:P0} of promotions stay live for {Success.Days} days"),
            share >= SuccessShare ? true : share is null ? null : false,
            input.Live.Count == 0
                ? "nobody went live"
                : Text($"{lasted} of {lasted + left} did{(share is null ? "" : Text($" ({share:P0})"))}; {young} went live too late to tell"));
    }

    private static Criterion Losses(ReplayInput input)
    {
        var worst = input.Live.MaxBy(one => one.WorstLoss);
        return Criterion.Of(
            "SC-003",
            Text($"no strategy loses more than {MostLoss:P0} of its capital"),
            worst is null ? null : worst.WorstLoss <= MostLoss,
            worst is null ? "nobody went live" : Text($"the worst lost {worst.WorstLoss:P1} ({worst.Span.StrategyId}); {input.Live.Count(one => one.WorstLoss > MostLoss)} of {input.Live.Count} stays live lost more than that"));
    }

    private static Criterion Delays(IReadOnlyList<Detection> detections) => Criterion.Of(
        "SC-004",
        "losses, drift and lags are told of within 1 hour of the close that shows them",
        detections.Count == 0 ? null : detections.All(one => one.Delay <= Soon),
        detections.Count == 0
            ? "there was nothing to tell of"
            : Text($"{detections.Count(one => one.Delay <= Soon)} of {detections.Count} were; the longest took {detections.Max(one => one.Delay).TotalMinutes:0} minutes"));

    private static Criterion Correlations(ReplayInput input)
    {
        var pairs = input.Correlations.Sum(day => day.Pairs);
        return Criterion.Of(
            "SC-006",
            Text($"correlations of live strategies stay below {MostCorrelation:0.0}"),
            pairs == 0 ? null : input.Correlations.All(day => day.Highest < MostCorrelation),
            pairs == 0
                ? "no two strategies were live together for long enough"
                : Text($"{input.Correlations.Sum(day => day.Below)} of {pairs} pairs and days were; the highest was {input.Correlations.Max(day => day.Highest):0.00}, the mean {input.Correlations.Sum(day => day.Mean * day.Pairs) / pairs:0.00}"));
    }

    // Counted, not timed: a cycle is one piece of work, as is each move of a strategy, and as is an alert, which is for a person.
    private static Criterion Oversight(ReplayInput input)
    {
        var moves = input.Events.Count(one => one.Action.StartsWith(StageSpans.Prefix, StringComparison.Ordinal) && one.Action != StageSpans.Refused);
        var (alone, alerts, days) = (input.Cycles.Count + moves, input.Events.Count(one => one.Action == "alert.opened"), input.To.DayNumber - input.From.DayNumber);
        return Criterion.Of(
            "SC-009",
            Text($"{AloneShare:P0} of the work needs no person"),
            alone + alerts == 0 ? null : alone >= AloneShare * (alone + alerts),
            alone + alerts == 0
                ? "there was no work"
                : Text($"{input.Cycles.Count} cycles and {moves} moves of strategies were done by rule; {alerts} alerts, {30.0 * alerts / days:0.0} in 30 days, asked for a person ({(double)alone / (alone + alerts):P1} without)"));
    }

    // One strategy alone has the whole of its type, whatever the others are.
    private static Criterion Diversity(IReadOnlyList<PlatformDay> days)
    {
        var live = days.Where(day => day.Live > 0).ToList();
        var beyond = live.Count(day => day.LargestType > 1 && (double)day.LargestType / day.Live > MostOfAType);
        return Criterion.Of(
            "SC-010",
            Text($"no type has more than one live strategy and more than {MostOfAType:P0} of them"),
            live.Count == 0 ? null : beyond == 0,
            live.Count == 0 ? "nobody was live" : Text($"{live.Count - beyond} of {live.Count} days with live strategies; at most {live.Max(day => day.LargestType)} of one type at once"));
    }

    private static Criterion Trail(ReplayInput input) => Criterion.Of(
        "FR-010", "the audit trail verifies", input.TrailIsIntact, Text($"{input.Entries:N0} entries read and hashed again: {(input.TrailIsIntact ? "intact" : "not intact")}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
