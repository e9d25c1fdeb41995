using Serverless.Core.Audit;

namespace Serverless.Infra.Tests.Audit;

internal static class AuditEvents
{
    public const string Origin = "serverless-test";

    public static AuditEvent Event(string id) => new()
    {
        EventId = id,
        OccurredAt = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
        Actor = new("timer"),
        Action = "result.recorded",
        Subject = "strategies/1",
        CodeVersion = "1.0.0",
        CorrelationId = "cycle-1",
    };

    public static AuditEvent[] Events(int from, int count) => [.. Enumerable.Range(from, count).Select(i => Event($"cycle-1/{i}"))];
}
