namespace Serverless.Core.Audit.Notes;

/// <summary>
/// What a witness has cosigned, one note after the other, kept where the owner of the log can change nothing. Of each number the first note
/// that is stored stays, whoever stores it: so of two requests at the same time one meets what the other left.
/// </summary>
public interface IWitnessMemory
{
    /// <summary>The note with the highest number; null before the first.</summary>
    /// <exception cref="AuditStoreException">The memory cannot be read now.</exception>
    Task<WitnessedNote?> LatestAsync(CancellationToken cancellationToken);

    /// <summary>Stores a note, unless there is one with that number.</summary>
    /// <returns>True when this call stored it.</returns>
    /// <exception cref="AuditStoreException">It is unknown whether it was stored.</exception>
    Task<bool> TryAppendAsync(WitnessedNote note, CancellationToken cancellationToken);
}
