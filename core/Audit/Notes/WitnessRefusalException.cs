namespace Serverless.Core.Audit.Notes;

/// <summary>A witness does not cosign a checkpoint: what it has seen earlier speaks against it.</summary>
/// <param name="refusal">Why.</param>
/// <param name="message">What contradicts what.</param>
public sealed class WitnessRefusalException(WitnessRefusal refusal, string message)
    : InvalidOperationException($"{refusal}: {message} Keep the storage as it is, and run 'audit verify'.")
{
    /// <summary>Why.</summary>
    public WitnessRefusal Refusal { get; } = refusal;
}
