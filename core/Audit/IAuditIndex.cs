namespace Serverless.Core.Audit;

/// <summary>
/// Finds entries by event id. Derived from the log: a row counts only once the entry confirms it, and an index whose coverage is lost,
/// too low or beyond the log is completed from the entries. So deleting all rows rebuilds it; a single row that is lost below the
/// coverage makes its event look new.
/// </summary>
public interface IAuditIndex
{
    /// <summary>
    /// The number n for which rows of the entries 0…n−1 were written; 0 when nothing usable is recorded. A hint: it may be too low,
    /// and after loss of entries too high.
    /// </summary>
    /// <exception cref="AuditStoreException">The index cannot be read now.</exception>
    Task<long> ReadCoverageAsync(CancellationToken cancellationToken);

    /// <summary>Index by event id, for those of <paramref name="eventIds"/> (all different) that have a row.</summary>
    /// <exception cref="AuditStoreException">The index cannot be read now.</exception>
    Task<IReadOnlyDictionary<string, long>> FindAsync(IReadOnlyCollection<string> eventIds, CancellationToken cancellationToken);

    /// <summary>
    /// Writes rows, replacing older ones of the same event, then records <paramref name="coverage"/>: never before all rows are
    /// written, so that a crash in between leaves the coverage too low, not too high.
    /// </summary>
    /// <exception cref="AuditStoreException">Not all was written, or it is unknown whether it was.</exception>
    Task WriteAsync(IReadOnlyCollection<AuditIndexRow> rows, long coverage, CancellationToken cancellationToken);
}
