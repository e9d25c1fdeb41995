using System.Globalization;

namespace Serverless.Core.Audit.Notes;

/// <summary>
/// Ends the time of a retired key earlier than its rotation did, when it turns out later that somebody else had it: what it signed beyond a size counts
/// for nothing from then on. The key in force is rotated instead, with the same effect.
/// </summary>
public static class KeyRevocation
{
    /// <summary>Action of the entry that records a revocation.</summary>
    public const string Action = "key.revoked";

    /// <summary>The key that a revocation is about.</summary>
    /// <param name="keyring">The trusted keys so far.</param>
    /// <param name="keyId">Id of a retired key of the log, eight hexadecimal digits.</param>
    /// <param name="after">Largest size of a checkpoint whose signature by the key still counts, at least 0.</param>
    /// <exception cref="NoteKeyException">There is no such key, it is in force, or its time ended before.</exception>
    public static TrustedKey Find(AuditKeyring keyring, string keyId, long after)
    {
        ArgumentNullException.ThrowIfNull(keyring);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        var keys = keyring.Keys.Where(key => key.Role == KeyRole.Log).ToList();
        var found = keys.Find(key => key.Key.IdText == keyId)
            ?? throw new NoteKeyException($"No trusted key of the log has the id '{keyId}'; there are {string.Join(", ", keys.Select(key => key.Key.IdText))}.");
        return found.UntilSize switch
        {
            null => throw new NoteKeyException($"The key {keyId} is in force: 'keys rotate --revoke-after {after}' gives the log another and revokes this one."),
            { } until when until <= after => throw new NoteKeyException($"The time of key {keyId} ended at size {until} already."),
            _ => found,
        };
    }

    /// <summary>The trusted keys after a revocation; parameters and errors are those of <see cref="Find"/>.</summary>
    public static AuditKeyring Revoke(AuditKeyring keyring, string keyId, long after)
    {
        var revoked = Find(keyring, keyId, after);
        return new AuditKeyring([.. keyring.Keys.Select(key => key == revoked ? key with { UntilSize = after } : key)]);
    }

    /// <summary>The entry that records it.</summary>
    /// <param name="announcement">Who revokes, when and why; its event id, action, subject and details are set here.</param>
    /// <param name="key">The key.</param>
    /// <param name="after">See <see cref="Find"/>.</param>
    public static AuditEvent Entry(AuditEvent announcement, NoteKey key, long after)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        ArgumentNullException.ThrowIfNull(key);
        var size = after.ToString(CultureInfo.InvariantCulture);
        return announcement with
        {
            EventId = $"{Action}/{key.IdText}/{size}",
            Action = Action,
            Subject = key.Name,
            Details = [new("key", $"{key}"), new("revokedAfter", size)],
        };
    }
}
