namespace Serverless.Core.Audit;

/// <summary>The verdict on a log.</summary>
/// <param name="Entries">Number of entries read.</param>
/// <param name="HeadHash">Hash of the last entry read; <see cref="AuditHash.None"/> if there was none.</param>
/// <param name="Faults">Everything that is wrong, in the order of reading; empty for an intact log.</param>
public sealed record AuditVerification(long Entries, string HeadHash, IReadOnlyList<AuditFault> Faults)
{
    /// <summary>
    /// Number of entries that claim an earlier time than the one before. Order is that of indices and clocks differ, so this is no fault; many of
    /// them tell of a clock that was set.
    /// </summary>
    public long Setbacks { get; init; }

    /// <summary>True when nothing is wrong.</summary>
    public bool IsIntact => Faults.Count == 0;
}
