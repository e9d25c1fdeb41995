using Serverless.Core.Reporting.Replay;

namespace Serverless.Cli.Simulation;

/// <summary>A replay as one JSON document.</summary>
internal static class SimulationJson
{
    public static string Of(ReplayInput input, ReplaySummary summary, ReplayTrail trail, TimeSpan elapsed) => CommandJson.Serialize(new
    {
        input.From,
        input.To,
        input.Profile,
        Cycles = input.Cycles.Count,
        input.FailedCycles,
        Platform = new
        {
            summary.Capital,
            summary.Profit,
            summary.Costs,
            summary.AnnualTurnover,
            summary.MeanAllocated,
            summary.LedgerProfit,
            summary.EndedProfit,
            summary.LargestLookDifference,
            MostLive = summary.Days.Count == 0 ? 0 : summary.Days.Max(day => day.Live),
        },
        Curves = new[] { summary.Platform, summary.Live, summary.Paper, summary.Market, summary.BuyAndHold }.OfType<ReplayCurve>().Select(curve => new
        {
            curve.Name,
            Days = curve.Days.Length,
            curve.Figures.TotalReturn,
            AnnualReturn = curve.Figures.Cagr,
            curve.Figures.Volatility,
            curve.Figures.Sharpe,
            curve.Figures.Sortino,
            curve.Figures.MaxDrawdown,
            curve.Figures.Calmar,
        }),
        summary.Criteria,
        input.Gates,
        Live = input.Live.Select(one => new
        {
            one.Span.StrategyId,
            one.Identity.Type,
            one.Span.From,
            one.Span.To,
            one.Span.Capital,
            one.Profit,
            one.WorstLoss,
            one.Costs,
            EndedBy = one.Span.End is { } end ? $"{end.Author.Name}: {end.Trigger}" : null,
        }),
        Delays = summary.Detected.Select(one => new { one.StrategyId, one.Rule, one.Onset, one.ToldAt, one.Delay.TotalMinutes }),
        input.Actions,
        trail.Decisions,
        Audit = new { trail.Audit.IsIntact, trail.Audit.Entries, trail.Audit.HeadHash },
        ElapsedSeconds = elapsed.TotalSeconds,
    });
}
