namespace Serverless.Infra.State;

/// <summary>A blob that a run left.</summary>
/// <param name="Name">Name in the container.</param>
/// <param name="Sha256">SHA-256 of the content before compression, 64 lowercase hexadecimal digits.</param>
/// <param name="AlreadyPresent">True when an earlier attempt had stored the same content.</param>
public sealed record RunBlob(string Name, string Sha256, bool AlreadyPresent);
