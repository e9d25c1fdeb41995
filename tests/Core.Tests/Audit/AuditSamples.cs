using Serverless.Core.Audit;

namespace Serverless.Core.Tests.Audit;

/// <summary>Events and logs that the audit tests share.</summary>
internal static class AuditSamples
{
    public const string Origin = "serverless-test";
    public static readonly DateTimeOffset Start = new(2026, 1, 31, 23, 59, 59, TimeSpan.Zero);

    public static AuditEvent Event(int number) => new()
    {
        EventId = $"cycle-1/{number}",
        OccurredAt = Start.AddSeconds(number),
        Actor = new("timer"),
        Action = "result.recorded",
        Subject = $"strategies/{number}",
        Details = [new("rank", $"{number}")],
        CodeVersion = "1.0.0",
        CorrelationId = "cycle-1",
    };

    /// <summary>The bytes of an intact log of <paramref name="count"/> entries.</summary>
    public static byte[][] Log(int count, string origin = Origin) => Chain([.. Enumerable.Range(0, count).Select(Event)], origin);

    /// <summary>Chains events as the log does, whether or not they should be.</summary>
    public static byte[][] Chain(IReadOnlyList<AuditEvent> events, string origin = Origin)
    {
        var log = new byte[events.Count][];
        var prevHash = AuditHash.None;
        for (var i = 0; i < log.Length; i++)
        {
            log[i] = AuditEntryCodec.Encode(new(AuditEntryCodec.Schema, origin, i, prevHash, events[i]));
            prevHash = AuditHash.OfEntry(log[i]);
        }

        return log;
    }

    public static AuditHead Head(IReadOnlyList<byte[]> log) => log.Count == 0 ? AuditHead.Empty : new(log.Count, AuditHash.OfEntry(log[^1]));

    public static Task<AuditVerification> VerifyAsync(IReadOnlyList<byte[]> log, AuditHead? knownHead = null) =>
        VerifyAsync(log.Select((bytes, index) => new StoredAuditEntry(index, bytes)), knownHead);

    public static Task<AuditVerification> VerifyAsync(IEnumerable<StoredAuditEntry> log, AuditHead? knownHead = null) =>
        AuditVerifier.VerifyAsync(log.ToAsyncEnumerable(), Origin, knownHead, TestContext.Current.CancellationToken);
}
