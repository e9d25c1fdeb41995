using System.Globalization;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Replay;

/// <summary>The report of a replay: what the platform would have earned and risked, who was live when, and why others were not.</summary>
public static class ReplayReport
{
    /// <summary>The report; the same replay gives the same document.</summary>
    public static ReportDocument Of(ReplayInput input, ReplaySummary summary)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(summary);
        return new ReportDocument(
            string.Create(CultureInfo.InvariantCulture, $"Replay {input.From:yyyy-MM-dd} to {input.To.AddDays(-1):yyyy-MM-dd}"),
            string.Create(CultureInfo.InvariantCulture, $"The platform replayed through {summary.Days.Count:N0} days of history, profile '{input.Profile}': {input.Cycles.Count:N0} cycles, {input.Entries:N0} entries of the audit trail."),
            [
                VerdictSection.Of(input, summary),
                CurveSection.Of(input, summary),
                StrategySection.Of(input, summary),
                GateSection.Of(input),
                WatchSection.Of(input, summary),
                MethodSection.Of(input),
            ]);
    }
}
