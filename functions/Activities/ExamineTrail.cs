using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Core.Audit;
using Serverless.Functions.Entities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>Verifies all of the audit trail, and records that it did.</summary>
public sealed class ExamineTrail(TrailKeeper keeper, CycleTrail trail, ILogger<ExamineTrail> logger)
{
    private const int FindingsTold = 20;

    /// <summary>Appends <c>trail.verified</c>, or <c>trail.alarm</c> with what is wrong, unless the log is too broken to be appended to: then the alarm is in the host's log alone.</summary>
    [Function(nameof(ExamineTrail))]
    public async Task<TrailReport> RunAsync([ActivityTrigger] VerifyTrail.Input input, CancellationToken cancellation)
    {
        var verdict = await keeper.VerifyAsync(cancellation);
        foreach (var finding in verdict.Findings)
            logger.LogCritical("The audit trail is not intact: {Code} at {Where}: {Message}", finding.Code, finding.Where, finding.Message);
        try
        {
            await trail.AppendAsync(Entry(input, verdict), cancellation);
        }
        catch (AuditConflictException)
        {
            logger.LogInformation("An attempt at {Id} before this one has recorded what it found.", input.Id);
        }
        catch (AuditLogBrokenException error)
        {
            logger.LogCritical(error, "The audit log takes no more entries: {Message}", error.Message);
        }

        return new TrailReport(
            input.At,
            verdict.Entries.Entries,
            verdict.Checkpoints,
            verdict.Witnessed?.Size,
            verdict.Findings.Count,
            verdict.Findings is [var first, ..] ? Text(first) : null);
    }

    private static AuditEvent Entry(VerifyTrail.Input input, TrailVerification verdict)
    {
        static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
        var step = verdict.IsIntact ? "verified" : "alarm";
        return new AuditEvent
        {
            EventId = $"{input.Id}/{step}",
            OccurredAt = input.At,
            Actor = new AuditActor(VerifyTrail.Actor, [], input.RequestedBy),
            Action = $"trail.{step}",
            Subject = "audit-log",
            CodeVersion = CycleTrail.CodeVersion,
            CorrelationId = input.Id,
            Reason = verdict.IsIntact ? null : string.Join("; ", verdict.Findings.Take(FindingsTold).Select(Text)),
            Details =
            [
                new("entries", Number(verdict.Entries.Entries)),
                new("head", verdict.Entries.HeadHash),
                new("checkpoints", Number(verdict.Checkpoints)),
                new("findings", Number(verdict.Findings.Count)),
            ],
        };
    }

    private static string Text(AuditFinding finding) => $"{finding.Code} at {finding.Where}: {finding.Message}";
}
