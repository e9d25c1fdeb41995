namespace Serverless.Core.Audit.Notes;

/// <summary>
/// Gives a log its next key. An entry of the log names both keys, and the checkpoint that covers it carries both signatures: so whoever trusts
/// the old key can see that it introduced the new one. Repeating an interrupted rotation with the same keys ends it.
/// </summary>
public static class KeyRotation
{
    /// <summary>Action of the entry that records a rotation.</summary>
    public const string Action = "key.rotated";

    /// <summary>Rotates.</summary>
    /// <param name="log">The log.</param>
    /// <param name="open">Opens its signer with the signers and the trusted keys that it is handed.</param>
    /// <param name="keyring">The trusted keys so far.</param>
    /// <param name="old">The key in force; null when it is lost or must not sign any more.</param>
    /// <param name="next">The new key, of the same name.</param>
    /// <param name="announcement">Who rotates, when and why; its event id, action, subject and details are set here.</param>
    /// <param name="revokedAfter">Largest size up to which signatures of the old key stay valid, for one that is compromised; null: all that it made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The trusted keys from now on, for whoever verifies.</returns>
    /// <exception cref="ArgumentException">No key of the log is in force.</exception>
    public static async Task<AuditKeyring> RotateAsync(
        AuditLog log,
        Func<IReadOnlyList<INoteSigner>, AuditKeyring, CheckpointSigner> open,
        AuditKeyring keyring,
        INoteSigner? old,
        INoteSigner next,
        AuditEvent announcement,
        long? revokedAfter,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(keyring);
        ArgumentNullException.ThrowIfNull(next);
        var retiring = keyring.InForce(KeyRole.Log) ?? throw new ArgumentException("No key of the log is in force: there is none to rotate.", nameof(keyring));
        var receipt = await log.AppendAsync(Entry(announcement, retiring.Key, next.Key, revokedAfter), cancellationToken);
        var fromSize = receipt.Index + 1;

        var during = new AuditKeyring([.. keyring.Keys, new TrustedKey(next.Key, KeyRole.Log, fromSize)]);
        IReadOnlyList<INoteSigner> signers = old is null || revokedAfter is not null ? [next] : [old, next];
        var note = await open(signers, during).SignAsync(cancellationToken);

        var untilSize = revokedAfter ?? Checkpoint.Parse(note!.Text).Size;
        return new AuditKeyring([.. during.Keys.Select(key => key == retiring ? key with { UntilSize = untilSize } : key)]);
    }

    private static AuditEvent Entry(AuditEvent announcement, NoteKey old, NoteKey next, long? revokedAfter)
    {
        var entry = announcement with
        {
            EventId = $"{Action}/{next.IdText}",
            Action = Action,
            Subject = next.Name,
            Details = [new("old", $"{old}"), new("new", $"{next}"), new("revokedAfter", revokedAfter is { } size ? FormattableString.Invariant($"{size}") : "none")],
        };
        return entry;
    }
}
