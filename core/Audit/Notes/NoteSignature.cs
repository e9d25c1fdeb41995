namespace Serverless.Core.Audit.Notes;

/// <summary>A signature line of a signed note.</summary>
/// <param name="KeyName">Name of the key; no spaces, no plus.</param>
/// <param name="KeyId">First four bytes, big-endian, of a hash of the key; with the name it tells keys apart.</param>
/// <param name="Value">The signature itself.</param>
public sealed record NoteSignature(string KeyName, uint KeyId, ReadOnlyMemory<byte> Value);
