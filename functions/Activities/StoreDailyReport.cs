using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData.Benchmarks;
using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Daily;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Gathers what a day was and stores its report.</summary>
public sealed class StoreDailyReport(
    HealthTable health, AlertTable alerts, DeploymentTable deployments, BenchmarkReader benchmark, DailyReportStore reports, CycleTrail trail)
{
    private const int DaysShown = 90;
    private const int AlertsLookedAt = 1_000;

    /// <summary>Stores page and figures, unless they are there already, and appends <c>report.stored</c> with the hash of the figures.</summary>
    [Function(nameof(StoreDailyReport))]
    public async Task<string> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var end = StartOf(input.Day.AddDays(1));
        var days = await DaysAsync(input, await benchmark.ReadAsync(cancellation), cancellation);
        var report = new DailyReportInput
        {
            Day = input.Day,
            Strategies = days[^1].Strategies,
            BenchmarkReturn = days[^1].BenchmarkReturn,
            History = [.. days.SkipLast(1).SkipWhile(day => day.Strategies.Count == 0)],
            Alerts = [.. (await alerts.ListAsync(AlertsLookedAt, cancellation)).Select(stored => stored.Alert)
                .Where(alert => alert.OpenedAt < input.OccurredAt && !(alert.ClosedAt < end.AddDays(-1)))],
            Decisions = [.. input.Deployments.SelectMany(deployment => DecisionsOf(deployment, end)).Where(one => one.At >= end.AddDays(-1) && one.At < end).OrderBy(one => one.At)],
            Next = [.. (await deployments.ListAsync(cancellation)).Where(IsOnItsWay).OrderByDescending(row => row.Standing!.StreakDays).Select(GateOf)],
        };
        var hash = await reports.PutOnceAsync(report, cancellation);
        var entry = CycleTrail.Event(input.Report, "stored", "report.stored", $"daily/{DailyReportStore.NameOf(input.Day)}", input.OccurredAt, "daily-report") with
        {
            ContentHash = hash,
        };
        await trail.AppendAsync(entry, cancellation);
        return hash;
    }

    /// <summary>When a day begins.</summary>
    internal static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>No look before is in the report of a day.</summary>
    internal static DateTimeOffset FirstLookOf(DateOnly day) => StartOf(day.AddDays(2 - DaysShown));

    // The first look after each day, of those that were live then: on paper there is no capital.
    private async Task<IReadOnlyList<DailyLook>> DaysAsync(Input input, DailyReturns? market, CancellationToken cancellation)
    {
        var first = input.Day.AddDays(1 - DaysShown);
        DateTimeOffset from = FirstLookOf(input.Day), to = from.AddDays(DaysShown);
        var looks = new List<StrategyHealth>();
        foreach (var deployment in input.Deployments)
        {
            var all = await health.ListAsync(deployment.StrategyId, from, to, cancellation);
            looks.AddRange(all.GroupBy(DayBefore).Select(day => day.MinBy(look => look.At)!).Where(look => look.Capital > 0));
        }

        var byDay = looks.ToLookup(DayBefore);
        return [.. Enumerable.Range(0, DaysShown).Select(first.AddDays).Select(day => new DailyLook(day, [.. byDay[day]], ReturnOn(market, day)))];
    }

    private static DateOnly DayBefore(StrategyHealth look) => DateOnly.FromDateTime(look.At.UtcDateTime).AddDays(-1);

    private static double? ReturnOn(DailyReturns? benchmark, DateOnly day) =>
        benchmark is not null && Array.BinarySearch(benchmark.Days, Benchmark.DayOf(day.ToDateTime(TimeOnly.MinValue).Ticks)) is >= 0 and var index ? benchmark.Values[index] : null;

    // A strategy keeps its last changes only: where some of the day may be among the others, the report says where all of them are.
    private static IEnumerable<DailyDecision> DecisionsOf(Deployment deployment, DateTimeOffset end)
    {
        if (deployment.ForgottenUntil is { } until && until >= end.AddDays(-1))
        {
            yield return new DailyDecision(
                until < end ? until : end.AddTicks(-1), deployment.StrategyId, "daily-report", "Changes up to here are left out",
                $"Only the last {Deployment.KeptChanges} are kept with a strategy: audit list --subject {deployment.StrategyId} has them all.");
        }

        foreach (var change in deployment.Changes)
            yield return new DailyDecision(change.At, deployment.StrategyId, change.Author.ToString(), $"{change.Trigger}: {change.From.Stage} → {change.To.Stage}", change.Reason);
    }

    private static bool IsOnItsWay(DeploymentRow row) =>
        row is { Standing: not null, Deployment.Stage: LifecycleStage.Candidate or LifecycleStage.Paper } or { Standing.StreakDays: > 0, Deployment.Stage: LifecycleStage.Research };

    private static NextGate GateOf(DeploymentRow row) => new(
        row.Deployment.StrategyId, row.Deployment.Stage.ToString(), row.Standing!.StreakDays, string.IsNullOrEmpty(row.Standing.FailedGates) ? row.Standing.Verdict : row.Standing.FailedGates);

    /// <param name="Report">The report.</param>
    /// <param name="Day">The day, UTC.</param>
    /// <param name="Deployments">Strategies that it can be about, with the changes since the day began.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(CycleReference Report, DateOnly Day, IReadOnlyList<Deployment> Deployments, DateTimeOffset OccurredAt);
}
