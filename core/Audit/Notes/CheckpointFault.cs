namespace Serverless.Core.Audit.Notes;

/// <summary>Why a checkpoint is not to be trusted. Names are contract: reports, exit texts and tests use them.</summary>
public enum CheckpointFault
{
    /// <summary>The bytes are no signed note, or its text is no checkpoint.</summary>
    Malformed,

    /// <summary>It speaks of another log.</summary>
    WrongOrigin,

    /// <summary>A trusted key is named on a signature that it did not make: the note was altered.</summary>
    BadSignature,

    /// <summary>A key signed it at a size at which that key was not valid: before its time, after its retirement or revocation.</summary>
    KeyOutsideItsTime,

    /// <summary>No trusted key of the log has signed it.</summary>
    NotSigned,

    /// <summary>Fewer trusted witnesses than asked for have signed it.</summary>
    NotWitnessed,

    /// <summary>The log has fewer entries than it states: the log was cut.</summary>
    Rollback,

    /// <summary>The entries lead to another root than it states: the log was rewritten, or there are two of them.</summary>
    Fork,
}
