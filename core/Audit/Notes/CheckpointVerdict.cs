namespace Serverless.Core.Audit.Notes;

/// <summary>What is to be thought of a checkpoint.</summary>
/// <param name="Checkpoint">What it states; null when it is malformed. Not to be believed when there are faults.</param>
/// <param name="Faults">Everything that is wrong, with a sentence; empty for a checkpoint to be trusted.</param>
public sealed record CheckpointVerdict(Checkpoint? Checkpoint, IReadOnlyList<(CheckpointFault Code, string Message)> Faults)
{
    /// <summary>Whether it is to be trusted.</summary>
    public bool IsTrusted => Faults.Count == 0;
}
