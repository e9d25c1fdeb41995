using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using Serverless.Functions.Entities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Redactions;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Verifies the audit trail, raises or closes its alert, and records that it did; then finishes redactions that were interrupted.</summary>
public sealed class ExamineTrail(TrailKeeper keeper, CycleTrail trail, AlertTable alerts, ContentRemoval removal, TrailMeter meter, ILogger<ExamineTrail> logger)
{
    private const int FindingsTold = 20;

    /// <summary>
    /// Appends <c>trail.verified</c>, or <c>trail.alarm</c> with what is wrong, unless the log is too broken to be appended to: then the alarm is in the alerts
    /// and the host's log alone. A look that finds what the one before found appends nothing.
    /// </summary>
    [Function(nameof(ExamineTrail))]
    public async Task<TrailReport> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var known = keeper.HeadOf(input.Known);
        var orders = new List<Redaction>();
        var verdict = input.Asked.IsLook ? await keeper.LookAsync(known, input.Turn, orders, cancellation) : await keeper.VerifyAsync(known, orders, cancellation);
        foreach (var finding in verdict.Findings)
            logger.LogCritical("The audit trail is not known to be intact: {Code} at {Where}: {Message}", finding.Code, finding.Where, finding.Message);

        var open = (await alerts.ListOpenAsync(cancellation)).Select(stored => stored.Alert).Where(TrailAlert.IsOne).ToList();
        var changed = AlertBook.Update(open, TrailAlert.FindingsOf(verdict, input.Known?.At), input.At);
        if (!input.Asked.IsLook || changed.Any(alert => alert.OpenedAt == input.At || !open.Exists(before => before.IsOpen == alert.IsOpen && before.Cause == alert.Cause)))
            await RecordAsync(input, verdict, cancellation);
        await alerts.UpsertAsync(changed, cancellation);
        if (verdict.IsIntact)
            await FinishAsync(orders.Where(order => !keeper.Signs || order.Index < verdict.Newest?.Size), cancellation);

        var mark = verdict.IsIntact ? new TrailMark(keeper.Origin, verdict.Entries.Entries, verdict.Entries.HeadHash, input.At) : null;
        if (mark is not null)
            meter.Verified(mark.Size, mark.At);
        return new TrailReport(
            input.At,
            verdict.Entries.Entries,
            verdict.Checkpoints,
            verdict.Witnessed?.Size,
            verdict.Findings.Count,
            verdict.Findings is [var first, ..] ? TrailAlert.Text(first) : null,
            mark);
    }

    // Nothing is removed by the word of a trail that is not intact, or of an entry that nobody has signed.
    private async Task FinishAsync(IEnumerable<Redaction> orders, CancellationToken cancellation)
    {
        foreach (var order in orders)
        {
            if ((await removal.ListPresentAsync(order, cancellation)).Count == 0)
                continue;
            if (await removal.RemoveAsync(order, cancellation))
                logger.LogInformation("What entry {Index} orders is removed now.", order.Index);
            else
                logger.LogWarning("What entry {Index} orders to be removed is under a legal hold or a retention: it stays until that ends.", order.Index);
        }
    }

    private async Task RecordAsync(Input input, TrailVerification verdict, CancellationToken cancellation)
    {
        try
        {
            await trail.AppendAsync(Entry(input, verdict), cancellation);
        }
        catch (AuditConflictException)
        {
            logger.LogInformation("An attempt at {Id} before this one has recorded what it found.", input.Asked.Id);
        }
        catch (AuditLogBrokenException error)
        {
            logger.LogCritical(error, "The audit log takes no more entries: {Message}", error.Message);
        }
    }

    private static AuditEvent Entry(Input input, TrailVerification verdict)
    {
        static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
        var step = verdict.IsIntact ? "verified" : "alarm";
        return new AuditEvent
        {
            EventId = $"{input.Asked.Id}/{step}",
            OccurredAt = input.At,
            Actor = new AuditActor(VerifyTrail.Actor, [], input.Asked.RequestedBy),
            Action = $"trail.{step}",
            Subject = TrailAlert.Subject,
            CodeVersion = CycleTrail.CodeVersion,
            CorrelationId = input.Asked.Id,
            Reason = verdict.IsIntact ? null : string.Join("; ", verdict.Findings.Take(FindingsTold).Select(TrailAlert.Text)),
            Details =
            [
                new("entries", Number(verdict.Entries.Entries)),
                new("head", verdict.Entries.HeadHash),
                new("checkpoints", Number(verdict.Checkpoints)),
                new("findings", Number(verdict.Findings.Count)),
            ],
        };
    }

    /// <param name="Asked">What was asked for.</param>
    /// <param name="At">When it began.</param>
    /// <param name="Known">What is known of the log; null before anything was found intact.</param>
    /// <param name="Turn">Number of verifications before.</param>
    public sealed record Input(VerifyTrail.Input Asked, DateTimeOffset At, TrailMark? Known, long Turn);
}
