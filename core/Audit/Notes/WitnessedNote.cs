namespace Serverless.Core.Audit.Notes;

/// <summary>What a witness remembers of a checkpoint.</summary>
/// <param name="Number">The how manieth it is that the witness has cosigned, from 0.</param>
/// <param name="Note">The checkpoint with the signatures of the log and of the witness.</param>
public readonly record struct WitnessedNote(long Number, ReadOnlyMemory<byte> Note);
