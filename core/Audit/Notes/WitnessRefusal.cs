namespace Serverless.Core.Audit.Notes;

/// <summary>Why a witness does not cosign. Names are contract: alerts and tests use them.</summary>
public enum WitnessRefusal
{
    /// <summary>The log has not signed the checkpoint with a key that the witness trusts.</summary>
    Untrusted,

    /// <summary>The witness has seen a larger log.</summary>
    Rollback,

    /// <summary>The witness has seen another root at the same size.</summary>
    Fork,

    /// <summary>The proof does not show that what the witness has seen is the beginning of the log: it is forked, or the proof is wrong.</summary>
    NotConsistent,
}
