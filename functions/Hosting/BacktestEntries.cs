using Serverless.Core.Audit;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>What is recorded of a backtest, in the audit trail and in table <c>Backtests</c>.</summary>
internal static class BacktestEntries
{
    public static AuditEvent Of(BacktestInput input, string what, DateTimeOffset occurredAt, string? requestedBy = null) => CycleTrail.Event(
        requestedBy is null ? input.Reference : input.Reference with { RequestedBy = requestedBy },
        input.Step(what),
        $"backtest.{what}",
        input.BacktestId,
        occurredAt,
        "backtest") with
    { DataHash = input.Order.DataHash };

    public static BacktestRow Row(BacktestInput input) => new()
    {
        BacktestId = input.BacktestId,
        Status = "Running",
        RequestedAt = input.RequestedAt,
        Title = input.Order.Title,
        Experiment = input.Order.Experiment,
        ConfigHash = input.Order.ConfigurationHash,
        DataHash = input.Order.DataHash,
    };

    public static BacktestRow Row(BacktestInput input, string status, DateTimeOffset endedAt, string? message) =>
        Row(input) with { Status = status, CompletedAt = endedAt, Message = message };
}
