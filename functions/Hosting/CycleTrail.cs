using System.Reflection;
using Serverless.Core.Audit;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Hosting;

/// <summary>Writes the entries of evaluation cycles and optimisations: ids from cycle and step, so that a repeated activity finds its own entry.</summary>
public sealed class CycleTrail(AuditLog log)
{
    /// <summary>What acts in a cycle, as the trail names it.</summary>
    public const string CycleActor = "evaluation-cycle";

    internal static readonly string CodeVersion =
        typeof(CycleTrail).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>An event of a cycle, or of another <paramref name="actor"/>; <paramref name="step"/> tells it from its other events.</summary>
    public static AuditEvent Event(
        CycleReference cycle, string step, string action, string subject, DateTimeOffset occurredAt, string actor = CycleActor) => new()
        {
            EventId = $"{cycle.CycleId}/{step}",
            OccurredAt = occurredAt,
            Actor = new AuditActor(actor, [], cycle.RequestedBy),
            Action = action,
            Subject = subject,
            CodeVersion = CodeVersion,
            ConfigHash = cycle.ConfigHash,
            CorrelationId = cycle.CycleId,
        };

    /// <summary>Appends one event.</summary>
    public Task<AuditReceipt> AppendAsync(AuditEvent entry, CancellationToken cancellation) => log.AppendAsync(entry, cancellation);

    /// <summary>Appends events in order.</summary>
    public Task AppendAsync(IReadOnlyList<AuditEvent> entries, CancellationToken cancellation) => log.AppendManyAsync(entries, cancellation);
}
