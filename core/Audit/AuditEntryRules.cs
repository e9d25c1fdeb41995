namespace Serverless.Core.Audit;

/// <summary>What every part of an entry must satisfy, on the way in and on the way out.</summary>
internal static class AuditEntryRules
{
    public static void Check(AuditEntry entry)
    {
        var e = entry.Event;
        if (entry.Schema != AuditEntryCodec.Schema)
            throw Refused(e, $"the schema is '{entry.Schema}', not '{AuditEntryCodec.Schema}'");
        if (!AuditName.IsWellFormed(entry.Origin))
            throw Refused(e, $"origin '{entry.Origin}' must be 1 to 100 ASCII letters, digits, '.', '-' or '_'");
        if (entry.Index is < 0 or > AuditEntryCodec.MaxIndex)
            throw Refused(e, $"index {entry.Index} is not between 0 and {AuditEntryCodec.MaxIndex}");
        if (!AuditHash.IsWellFormed(entry.PrevHash))
            throw Refused(e, "prevHash is not 64 lowercase hexadecimal digits");
        if (e.Actor.Roles.IsDefault)
            throw Refused(e, "actor.roles is not set; give an empty list for none");

        NotEmpty(e, "eventId", e.EventId);
        NotEmpty(e, "actor.id", e.Actor.Id);
        NotEmpty(e, "action", e.Action);
        NotEmpty(e, "subject", e.Subject);
        NotEmpty(e, "codeVersion", e.CodeVersion);
        NotEmpty(e, "correlationId", e.CorrelationId);
        foreach (var role in e.Actor.Roles)
            NotEmpty(e, "actor.roles", role);
        foreach (var (name, text) in e.Details)
        {
            if (text is null)
                throw Refused(e, $"details.{name} has no text");
        }

        HashOrNone(e, "contentHash", e.ContentHash);
        HashOrNone(e, "beforeHash", e.BeforeHash);
        HashOrNone(e, "afterHash", e.AfterHash);
        HashOrNone(e, "configHash", e.ConfigHash);
        HashOrNone(e, "dataHash", e.DataHash);
    }

    private static void NotEmpty(AuditEvent e, string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw Refused(e, $"{name} is empty");
    }

    private static void HashOrNone(AuditEvent e, string name, string? value)
    {
        if (value is not null && !AuditHash.IsWellFormed(value))
            throw Refused(e, $"{name} '{value}' is not 64 lowercase hexadecimal digits");
    }

    private static ArgumentException Refused(AuditEvent e, string why) => new($"Audit event '{e.EventId}' is refused: {why}.");
}
