namespace Serverless.Core.Audit.Notes;

/// <summary>Decides whether a signed checkpoint is to be trusted, from its bytes and the trusted keys alone.</summary>
/// <remarks>
/// As in C2SP signed-note, signatures of keys that are not in the keyring are ignored; one bad signature of a key that is makes the whole note
/// untrustworthy, whoever else has signed.
/// </remarks>
public static class CheckpointVerifier
{
    /// <summary>Verifies a checkpoint.</summary>
    /// <param name="note">The signed note.</param>
    /// <param name="origin">The log that it must speak of.</param>
    /// <param name="keyring">The trusted keys.</param>
    /// <param name="witnesses">How many different witnesses must have signed.</param>
    public static CheckpointVerdict Verify(ReadOnlySpan<byte> note, string origin, AuditKeyring keyring, int witnesses = 0)
    {
        ArgumentNullException.ThrowIfNull(keyring);
        SignedNote signed;
        Checkpoint checkpoint;
        try
        {
            signed = SignedNote.Parse(note);
            checkpoint = Checkpoint.Parse(signed.Text);
        }
        catch (NoteFormatException e)
        {
            return new CheckpointVerdict(null, [(CheckpointFault.Malformed, e.Message)]);
        }

        var faults = new List<(CheckpointFault, string)>();
        if (checkpoint.Origin != origin)
            faults.Add((CheckpointFault.WrongOrigin, $"The checkpoint is of log '{checkpoint.Origin}', not of '{origin}'."));
        var valid = new HashSet<TrustedKey>();
        foreach (var signature in signed.Signatures)
            Examine(signed, signature, checkpoint.Size, keyring, valid, faults);
        if (!valid.Any(key => key.Role == KeyRole.Log))
            faults.Add((CheckpointFault.NotSigned, "No trusted key of the log has signed the checkpoint."));
        var seen = valid.Where(key => key.Role == KeyRole.Witness).DistinctBy(key => key.Key.Name).Count();
        if (seen < witnesses)
            faults.Add((CheckpointFault.NotWitnessed, $"{seen} of {witnesses} witnesses have signed the checkpoint."));
        return new CheckpointVerdict(checkpoint, faults);
    }

    private static void Examine(
        SignedNote note,
        NoteSignature signature,
        long size,
        AuditKeyring keyring,
        HashSet<TrustedKey> valid,
        List<(CheckpointFault, string)> faults)
    {
        var known = keyring.Keys.Where(key => key.Key.Name == signature.KeyName && key.Key.Id == signature.KeyId).ToList();
        if (known.Count == 0)
            return;
        if (!known.Exists(key => key.Key.Verifies(note.Text, signature)))
            faults.Add((CheckpointFault.BadSignature, $"The signature of '{signature.KeyName}' is not of this text: the checkpoint was altered."));
        else if (known.FindAll(key => key.IsValidAt(size)) is { Count: > 0 } current)
            valid.UnionWith(current);
        else
            faults.Add((CheckpointFault.KeyOutsideItsTime, $"Key '{signature.KeyName}' was not valid at size {size}."));
    }
}
