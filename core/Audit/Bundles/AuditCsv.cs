using System.Globalization;

namespace Serverless.Core.Audit.Bundles;

/// <summary>
/// Entries as lines of CSV (RFC 4180), for spreadsheets. What would begin a formula there gets an apostrophe in front, so the text is for
/// reading, not for verifying.
/// </summary>
public static class AuditCsv
{
    /// <summary>The first line.</summary>
    public const string Header = "index,occurredAt,actor,onBehalfOf,roles,action,subject,reason,details,contentHash,beforeHash,afterHash,configHash,dataHash,codeVersion,correlationId,eventId,hash";

    /// <summary>The line of an entry.</summary>
    public static string Of(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var e = entry.Event;
        return string.Join(
            ',',
            new[]
            {
                entry.Index.ToString(CultureInfo.InvariantCulture),
                e.OccurredAt.UtcDateTime.ToString(AuditEntryCodec.TimeFormat, CultureInfo.InvariantCulture),
                e.Actor.Id, e.Actor.OnBehalfOf, string.Join(' ', e.Actor.Roles), e.Action, e.Subject, e.Reason,
                string.Join("; ", e.Details.Select(fact => $"{fact.Key}={fact.Value}")),
                e.ContentHash, e.BeforeHash, e.AfterHash, e.ConfigHash, e.DataHash, e.CodeVersion, e.CorrelationId, e.EventId,
                AuditHash.OfEntry(AuditEntryCodec.Encode(entry)),
            }.Select(Field));
    }

    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var harmless = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;
        return harmless.AsSpan().ContainsAny(",\"\r\n") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
