namespace Serverless.Core.Audit.Notes;

/// <summary>What a trusted key signs as.</summary>
public enum KeyRole
{
    /// <summary>The log itself.</summary>
    Log,

    /// <summary>A witness, which has seen that the log only grew.</summary>
    Witness,
}
