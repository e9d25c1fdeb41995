using System.Globalization;
using System.Text;

namespace Serverless.Core.Audit;

/// <summary>
/// Entries to canonical bytes and back. The bytes are RFC 8785 JSON with a fixed set of properties, all of them always present;
/// docs/audit-format.md specifies them. What is stored is hashed as it is, never re-serialised.
/// </summary>
public static class AuditEntryCodec
{
    /// <summary>The schema that <see cref="Encode"/> writes.</summary>
    public const string Schema = "serverless.audit.entry/1";

    /// <summary>Largest index: the largest integer that every JSON reader represents exactly, 2^53 − 1.</summary>
    public const long MaxIndex = (1L << 53) - 1;

    /// <summary>Most bytes of an entry, 64 KiB. Larger content goes to a blob, and its hash into the event.</summary>
    public const int MaxLength = 64 * 1024;

    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>The canonical bytes of <paramref name="entry"/>.</summary>
    /// <exception cref="ArgumentException">A part is empty, ill-formed or too long; the message names the event and the part.</exception>
    public static byte[] Encode(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Canonical(entry).ToArray();
    }

    /// <summary>The entry that <paramref name="bytes"/> encode.</summary>
    /// <exception cref="AuditFormatException">The bytes are not exactly what <see cref="Encode"/> would write.</exception>
    public static AuditEntry Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxLength)
            throw new AuditFormatException(AuditFaultCode.Undecodable, $"An entry has at most {MaxLength} bytes, this has {bytes.Length}.");
        var entry = AuditEntryReader.Read(bytes);
        ReadOnlySpan<byte> canonical;
        try
        {
            canonical = Canonical(entry);
        }
        catch (ArgumentException e)
        {
            throw new AuditFormatException(AuditFaultCode.Undecodable, e.Message, e);
        }

        var same = bytes.CommonPrefixLength(canonical);
        if (same < Math.Max(bytes.Length, canonical.Length))
            throw new AuditFormatException(AuditFaultCode.NonCanonical, $"The bytes differ from the canonical encoding from offset {same}.");
        return entry;
    }

    private static ReadOnlySpan<byte> Canonical(AuditEntry entry)
    {
        AuditEntryRules.Check(entry);
        ReadOnlySpan<byte> bytes;
        try
        {
            bytes = Write(entry);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"Audit event '{entry.Event.EventId}' holds text that is not valid Unicode: {e.Message}", nameof(entry), e);
        }

        return bytes.Length <= MaxLength
            ? bytes
            : throw new ArgumentException(
                $"Audit event '{entry.Event.EventId}' takes {bytes.Length} bytes of at most {MaxLength}; store its content as a blob and record the hash.",
                nameof(entry));
    }

    private static ReadOnlySpan<byte> Write(AuditEntry entry)
    {
        var e = entry.Event;
        var json = new CanonicalJsonWriter().Open('{').Name("action").Value(e.Action);
        json.Name("actor").Open('{').Name("id").Value(e.Actor.Id).Name("onBehalfOf").Value(e.Actor.OnBehalfOf).Name("roles").Open('[');
        foreach (var role in e.Actor.Roles)
            json.Element().Value(role);
        json.Close(']').Close('}')
            .Name("afterHash").Value(e.AfterHash)
            .Name("beforeHash").Value(e.BeforeHash)
            .Name("codeVersion").Value(e.CodeVersion)
            .Name("configHash").Value(e.ConfigHash)
            .Name("contentHash").Value(e.ContentHash)
            .Name("correlationId").Value(e.CorrelationId)
            .Name("dataHash").Value(e.DataHash)
            .Name("details").Open('{');
        foreach (var (name, text) in e.Details)
            json.Name(name).Value(text);
        return json.Close('}')
            .Name("eventId").Value(e.EventId)
            .Name("index").Value(entry.Index)
            .Name("occurredAt").Value(e.OccurredAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture))
            .Name("origin").Value(entry.Origin)
            .Name("prevHash").Value(entry.PrevHash)
            .Name("reason").Value(e.Reason)
            .Name("schema").Value(entry.Schema)
            .Name("subject").Value(e.Subject)
            .Close('}')
            .Written;
    }
}
