namespace Serverless.Core.Audit;

/// <summary>What can be wrong with an audit log. Names are contract: reports, exit texts and tests use them.</summary>
public enum AuditFaultCode
{
    /// <summary>No entry is stored at this index although a later one is.</summary>
    MissingEntry,

    /// <summary>The bytes are not an entry: no JSON, or a property is unknown, missing, repeated, misplaced or ill-formed.</summary>
    Undecodable,

    /// <summary>The bytes say what an entry says, but are not its canonical encoding.</summary>
    NonCanonical,

    /// <summary>The entry names a schema that this version does not know.</summary>
    UnknownSchema,

    /// <summary>The entry belongs to another log or environment.</summary>
    WrongOrigin,

    /// <summary>The entry states another index than the one it is stored under.</summary>
    WrongIndex,

    /// <summary>The entry's previous hash is not that of the previous entry's bytes: one of the two was altered.</summary>
    WrongPrevHash,

    /// <summary>An earlier entry has the same event id.</summary>
    DuplicateEventId,

    /// <summary>The store delivered an index again, or out of order.</summary>
    OutOfOrder,

    /// <summary>The log is shorter than a head that was known before.</summary>
    Truncated,

    /// <summary>The entry's hash is not that of the head that was known before.</summary>
    WrongHead,
}
