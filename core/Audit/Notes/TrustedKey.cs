namespace Serverless.Core.Audit.Notes;

/// <summary>A key that a verifier trusts, and for which checkpoints: rotation and revocation end its time, and history stays valid.</summary>
/// <param name="Key">The key.</param>
/// <param name="Role">What it may sign as.</param>
/// <param name="FromSize">Smallest size of a checkpoint that it may sign.</param>
/// <param name="UntilSize">Largest size of a checkpoint that it may sign; null for any.</param>
public sealed record TrustedKey(NoteKey Key, KeyRole Role, long FromSize = 0, long? UntilSize = null)
{
    /// <summary>Whether the key was valid at this size.</summary>
    public bool IsValidAt(long size) => size >= FromSize && !(size > UntilSize);
}
