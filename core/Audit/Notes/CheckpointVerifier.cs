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
        var read = Read(note, origin);
        if (read.Checkpoint is not { } checkpoint)
            return read;
        var signed = SignedNote.Parse(note);
        var faults = read.Faults.ToList();
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

    /// <summary>What a note states, with its signatures unexamined: not to be trusted, however few faults it has.</summary>
    internal static CheckpointVerdict Read(ReadOnlySpan<byte> note, string origin)
    {
        try
        {
            var checkpoint = Checkpoint.Parse(SignedNote.Parse(note).Text);
            return new CheckpointVerdict(checkpoint, checkpoint.Origin == origin
                ? []
                : [(CheckpointFault.WrongOrigin, $"The checkpoint is of log '{checkpoint.Origin}', not of '{origin}'.")]);
        }
        catch (NoteFormatException e)
        {
            return new CheckpointVerdict(null, [(CheckpointFault.Malformed, e.Message)]);
        }
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
