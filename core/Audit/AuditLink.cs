namespace Serverless.Core.Audit;

/// <summary>The checks of one stored entry against its place in the chain; the log and the verifier share them.</summary>
/// <param name="Index">Where the entry is stored.</param>
/// <param name="Entry">The decoded entry; null when it could not be decoded.</param>
/// <param name="Hash">Hash of the stored bytes.</param>
/// <param name="Faults">All that was found wrong with the entry by itself, and with its link to the previous one.</param>
internal sealed record AuditLink(long Index, AuditEntry? Entry, string Hash, IReadOnlyList<AuditFault> Faults)
{
    /// <param name="stored">The bytes and where they are stored.</param>
    /// <param name="origin">The log that the entry must belong to.</param>
    /// <param name="prevHash">Hash of the previous entry's bytes; null when that entry is missing, and the link cannot be checked.</param>
    public static AuditLink Examine(StoredAuditEntry stored, string origin, string? prevHash) => Examine(stored, origin).After(prevHash);

    /// <summary>The checks that need no other entry.</summary>
    public static AuditLink Examine(StoredAuditEntry stored, string origin)
    {
        var (index, bytes) = stored;
        var hash = AuditHash.OfEntry(bytes.Span);
        AuditEntry entry;
        try
        {
            entry = AuditEntryCodec.Decode(bytes.Span);
        }
        catch (AuditFormatException e)
        {
            return new(index, null, hash, [new(index, e.Code, e.Message)]);
        }

        var faults = new List<AuditFault>();
        if (entry.Origin != origin)
            faults.Add(new(index, AuditFaultCode.WrongOrigin, $"The entry belongs to log '{entry.Origin}', not '{origin}'."));
        if (entry.Index != index)
            faults.Add(new(index, AuditFaultCode.WrongIndex, $"The entry says that it is entry {entry.Index}."));
        return new(index, entry, hash, faults);
    }

    /// <summary>With the check of the link to the previous entry.</summary>
    /// <param name="prevHash">Hash of the previous entry's bytes; null when that entry is missing, and the link cannot be checked.</param>
    public AuditLink After(string? prevHash)
    {
        if (Entry is not { } entry || !(prevHash is not null && entry.PrevHash != prevHash))
            return this;
        var previous = Index == 0 ? "the start of a log" : $"the bytes of entry {Index - 1}";
        return this with { Faults = [.. Faults, new(Index, AuditFaultCode.WrongPrevHash, $"prevHash is {entry.PrevHash}, but that of {previous} is {prevHash}.")] };
    }
}
