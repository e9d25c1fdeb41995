using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Scoring;
using Serverless.Core.Validation;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Hosting;

/// <summary>Audit entries about what became of a strategy's evaluation, and what it chose since.</summary>
internal static class StrategyEntries
{
    public static AuditEvent Evaluated(StrategyTask task, ScorecardRow row, string resultHash, DateTimeOffset occurredAt) =>
        Event(task, "strategy.evaluated", occurredAt) with
        {
            Reason = row.Reason,
            ContentHash = resultHash,
            Details =
            [
                new("score", Text(row.Score?.Value)),
                new("sharpe", Text(row.Sharpe)),
                new("maxDrawdown", Text(row.MaxDrawdown)),
                new("windows", row.Windows.ToString(CultureInfo.InvariantCulture)),
                new("missingBars", row.MissingBars.ToString(CultureInfo.InvariantCulture)),
                new("filledBars", row.FilledBars.ToString(CultureInfo.InvariantCulture)),
                new("trades", row.Trades.ToString(CultureInfo.InvariantCulture)),
            ],
        };

    public static AuditEvent Rejected(StrategyTask task, string reason, DateTimeOffset occurredAt) =>
        Event(task, "strategy.rejected", occurredAt) with { Reason = reason };

    /// <summary>What a deployed strategy goes on with.</summary>
    public static AuditEvent Chosen(CycleReference check, MonitoredStrategy strategy, ParameterChoice choice, string contentHash, DateTimeOffset occurredAt) =>
        CycleTrail.Event(check, $"parameters/{strategy.StrategyId}/{choice.From:yyyyMMddHHmmss}/{strategy.DataHash}", "parameters.chosen", strategy.StrategyId, occurredAt, MonitorStrategies.Actor) with
        {
            ContentHash = contentHash,
            DataHash = strategy.DataHash,
            Details =
            [
                new("configuration", choice.Configuration.Id),
                new("from", choice.From.ToString("u", CultureInfo.InvariantCulture)),
                new("trainedFrom", choice.TrainStart.ToString("u", CultureInfo.InvariantCulture)),
                new("trainedTo", choice.TrainEnd.ToString("u", CultureInfo.InvariantCulture)),
            ],
        };

    private static AuditEvent Event(StrategyTask task, string action, DateTimeOffset occurredAt) =>
        CycleTrail.Event(task.Cycle, $"result/{task.Strategy.Id}", action, task.Strategy.Id, occurredAt);

    private static string Text(double? figure) => figure?.ToString("R", CultureInfo.InvariantCulture) ?? "none";
}
