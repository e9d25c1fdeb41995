using System.Reflection;
using Serverless.Core.Audit;

namespace Serverless.Cli.Audit;

/// <summary>Who does something to the trail itself, and why; what it is, the core adds.</summary>
internal static class Announcement
{
    // The same each time but for the clock, so that what was interrupted is ended by repeating it.
    public static AuditEvent Of(string action, string reason) => new()
    {
        EventId = action,
        OccurredAt = TimeProvider.System.GetUtcNow(),
        Actor = new AuditActor(Environment.UserName),
        Action = action,
        Subject = action,
        Reason = reason,
        CodeVersion = typeof(Announcement).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        CorrelationId = action,
    };
}
